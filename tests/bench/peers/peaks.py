"""peaks.py: what this machine can do at most, with python torch and all its cores: fp32 and bf16 product, copy."""

import time

import torch


def fastest(action, seconds=1.0):
    action()
    best, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < seconds:
        begin = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - begin)
    return best


def main():
    side = 2048
    for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
        a, b = torch.randn(side, side, dtype=dtype), torch.randn(side, side, dtype=dtype)
        for threads in sorted({1, torch.get_num_threads()}):
            torch.set_num_threads(threads)
            rate = 2e-9 * side**3 / fastest(lambda: torch.mm(a, b))
            print(f"product {name}, {threads} thread(s): {rate:.0f} GFLOP/s")
    source = torch.zeros(64 << 20, dtype=torch.float32)
    target = torch.empty_like(source)
    print(f"memory copy: {2e-9 * source.numel() * 4 / fastest(lambda: target.copy_(source)):.1f} GB/s read and written")


main()
