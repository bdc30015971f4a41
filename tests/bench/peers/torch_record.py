"""torch_record.py CACHE.npz SEED THREADS [EPOCHS [BATCH]]: the recipe of preset record in python torch.

bf16 network, fp32 masters, batch 2000, eight epochs, alternating flip, shift of 2 by reflection, Muon. The clock runs
from the first step to the last; then the accuracy of the test images in fp32 from the masters, and by six views.
"""

import sys
import time

import torch
from torch.nn import functional as F

from networks import SpeedNet, norms_in_fp32
from optimisers import MuonSgd
from pixels import load

MEAN = torch.tensor([0.4914, 0.4822, 0.4465]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.2470, 0.2435, 0.2616]).view(1, 3, 1, 1)


def normalised(pixels):
    images = torch.from_numpy(pixels).permute(0, 3, 1, 2).float().div_(255)
    return images.sub_(MEAN).div_(DEVIATION).contiguous(memory_format=torch.channels_last)


def shifted(images, reach):
    """Each padded image's own 32x32 cut."""
    side = images.size(2) - 2 * reach
    shifts = torch.randint(0, 2 * reach + 1, (len(images), 2))
    out = images.new_empty((len(images), 3, side, side)).contiguous(memory_format=torch.channels_last)
    for y in range(2 * reach + 1):
        for x in range(2 * reach + 1):
            mask = (shifts[:, 0] == y) & (shifts[:, 1] == x)
            out[mask] = images[mask, :, y : y + side, x : x + side]
    return out


def batches(images, labels, batch, epochs):
    is_flipped = torch.rand(len(images)) < 0.5
    images = torch.where(is_flipped.view(-1, 1, 1, 1), images.flip(3), images)
    padded = F.pad(images, (2,) * 4, "reflect")
    per_epoch = len(images) // batch
    for step in range(int(epochs * per_epoch)):
        epoch, place = divmod(step, per_epoch)
        if place == 0:
            order = torch.randperm(len(images))
        chosen = order[place * batch : (place + 1) * batch]
        x = shifted(padded[chosen], 2)
        yield (x.flip(3) if epoch % 2 else x), labels[chosen]


@torch.no_grad()
def logits_of(network, images, views):
    network.eval()
    results = []
    for x in images.split(500):
        if not views:
            results.append(network(x))
            continue
        padded = F.pad(x, (1,) * 4, "reflect")
        cuts = [(x, 0.25), (padded[:, :, 0:32, 0:32], 0.125), (padded[:, :, 2:34, 2:34], 0.125)]
        results.append(sum(share * (network(cut) + network(cut.flip(3))) for cut, share in cuts))
    return torch.cat(results)


def main(cache, seed, threads, epochs=8.0, batch=2000):
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    train, train_labels, test, test_labels = load(cache)
    images, labels = normalised(train), torch.from_numpy(train_labels)
    fp32 = SpeedNet().to(memory_format=torch.channels_last)
    fp32.whitening(images[:5000])
    network = norms_in_fp32(SpeedNet().bfloat16()).to(memory_format=torch.channels_last)
    network.load_state_dict(fp32.state_dict())
    per_epoch = len(images) // batch
    steps = int(epochs * per_epoch)
    optimiser = MuonSgd(network, batch, steps, bias_steps=min(steps, 3 * per_epoch))
    network.train()
    start = time.perf_counter()
    for step, (x, y) in enumerate(batches(images.bfloat16(), labels, batch, epochs)):
        F.cross_entropy(network(x).float(), y, label_smoothing=0.2, reduction="sum").backward()
        optimiser.step()
        if step % per_epoch == 0:
            print(f"step {step}: {time.perf_counter() - start:.0f} s", flush=True)
    seconds = time.perf_counter() - start
    fp32.load_state_dict(network.state_dict())
    trained = [p for p in fp32.parameters() if p.requires_grad]
    for parameter, value in zip(trained, optimiser.masters.values):
        parameter.data.copy_(value.data)
    answers = torch.from_numpy(test_labels)
    for views in (False, True):
        right = (logits_of(fp32, normalised(test), views).argmax(1) == answers).float().mean()
        print(f"{'six views' if views else 'plain'}: {right:.4f}")
    print(f"seconds: {seconds:.1f}")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *map(float, sys.argv[4:5]), *map(int, sys.argv[5:6]))
