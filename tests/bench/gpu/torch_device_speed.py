"""torch_device_speed.py DEVICE SECONDS BATCH...: images/s of whole eager training steps of python torch on a device.

One line "NETWORK VARIANT BATCH images/s MiB" each, MiB of the device in use by all programs. The networks and the
optimisers are those of ../peers; channels_last, cudnn.benchmark, no compilation, no synchronisation within the time.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))

import torch
from torch.nn import functional as F

from networks import NETWORKS, norms_in_fp32
from optimisers import MuonSgd, Sgd

WARM_UP = 5
BETWEEN_LOOKS = 4  # steps; the clock is read only when they are done


def make_step(name, batch, variant, device):
    torch.manual_seed(1)
    dtype = torch.bfloat16 if variant == "bf16" else torch.float32
    network = norms_in_fp32(NETWORKS[name]().to(dtype)).to(device, memory_format=torch.channels_last).train()
    mean = torch.tensor([0.4914, 0.4822, 0.4465], device=device).mul(255)
    scale = torch.tensor([0.2470, 0.2435, 0.2616], device=device).mul(255).reciprocal()
    optimiser = MuonSgd(network, batch, 1_000_000) if name == "speed-net" else Sgd(network)
    is_there = device != "cpu"
    pixels = torch.randint(0, 256, (batch, 32, 32, 3), dtype=torch.uint8)
    labels = torch.randint(0, 10, (batch,))
    if is_there:
        pixels, labels = pixels.pin_memory(), labels.pin_memory()

    def step():
        x = pixels.to(device, non_blocking=True).float().sub_(mean).mul_(scale).to(dtype).permute(0, 3, 1, 2)
        y = labels.to(device, non_blocking=True)
        with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=variant == "autocast"):
            logits = network(x)
        F.cross_entropy(logits.float(), y, label_smoothing=0.2).mul(batch).backward()
        optimiser.step()

    return step


def main(device, seconds, batches):
    torch.backends.cudnn.benchmark = True
    wait = (lambda: None) if device == "cpu" else torch.cuda.synchronize
    for name in ("speed-net", "resnet-20"):
        for batch in batches:
            for variant in ("fp32", "autocast", "bf16"):
                step = make_step(name, batch, variant, device)
                for _ in range(WARM_UP if device != "cpu" else 1):
                    step()
                wait()
                steps, start = 0, time.perf_counter()
                while time.perf_counter() - start < seconds:
                    for _ in range(BETWEEN_LOOKS if device != "cpu" else 1):
                        step()
                        steps += 1
                    wait()
                speed = steps * batch / (time.perf_counter() - start)
                used = 0
                if device != "cpu":
                    free, total = torch.cuda.mem_get_info(device)
                    used = (total - free) / 2**20
                print(name, variant, batch, f"{speed:.0f} {used:.0f}", flush=True)
                if device != "cpu":
                    del step
                    torch.cuda.empty_cache()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), [int(text) for text in sys.argv[3:]])
