"""torch_speed.py NETWORK BATCH SECONDS fp32|bf16|autocast THREADS: images/s of whole eager training steps, one number.

A step is bytes to normalised channels_last input, forward, loss, backward and optimiser; steps run for SECONDS after
three that warm up.
"""

import sys
import time

import torch
from torch.nn import functional as F

from networks import NETWORKS, norms_in_fp32
from optimisers import MuonSgd, Sgd


def main(name, batch, seconds, variant, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    dtype = torch.bfloat16 if variant == "bf16" else torch.float32
    network = norms_in_fp32(NETWORKS[name]().to(dtype)).to(memory_format=torch.channels_last).train()
    mean = torch.tensor([0.4914, 0.4822, 0.4465]).mul(255)
    scale = torch.tensor([0.2470, 0.2435, 0.2616]).mul(255).reciprocal()
    optimiser = MuonSgd(network, batch, 1_000_000) if name == "speed-net" else Sgd(network)
    pixels = torch.randint(0, 256, (batch, 32, 32, 3), dtype=torch.uint8)
    labels = torch.randint(0, 10, (batch,))

    def step():
        x = pixels.float().sub_(mean).mul_(scale).to(dtype).permute(0, 3, 1, 2)
        with torch.autocast("cpu", torch.bfloat16, enabled=variant == "autocast"):
            logits = network(x)
        F.cross_entropy(logits.float(), labels, label_smoothing=0.2).mul(batch).backward()
        optimiser.step()

    for _ in range(3):
        step()
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        step()
        steps += 1
    print(steps * batch / (time.perf_counter() - start))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
