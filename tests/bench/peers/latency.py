#!/usr/bin/env python3
"""latency.py [--only FAMILY]... [--rounds N] [--each N]: the time of one 32x32 image, ours and ONNX Runtime's.

Both classify the same network on one thread of the same core, in turn: a round asks each for some answers in a row.
Ours goes from bytes to probabilities; the peer gets its float planes ready-made. It wants a built tree and runs under a
python that has onnxruntime (tests/peers/install makes build/peers-python).
"""

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy
import onnxruntime

ROOT = Path(__file__).resolve().parent.parent.parent.parent
BENCH = ROOT / "build/release/bin/bench_predict"
FAMILIES = ("notebook-cnn", "speed-net", "resnet-20", "resnet-18")


class Ours:
    def __init__(self, family, model):
        self.process = subprocess.Popen([BENCH, family, model], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answer(1)  # the file is written by then

    def answer(self, count):
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return [float(word) for word in self.process.stdout.readline().split()]


class Peer:
    def __init__(self, model):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.name = self.session.get_inputs()[0].name
        self.image = numpy.random.default_rng(1).integers(0, 256, (1, 3, 32, 32)).astype(numpy.float32)

    def answer(self, count):
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            self.session.run(None, {self.name: self.image})
            taken.append(1e6 * (time.perf_counter() - start))
        return taken


def compare(family, rounds, each, folder):
    model = f"{folder}/{family}.onnx"
    ours = Ours(family, model)
    peer = Peer(model)
    taken = {"ours": [], "onnxruntime": []}
    for turn in range(rounds + 1):
        for name, one in (("ours", ours), ("onnxruntime", peer)):
            times = one.answer(each)
            taken[name] += times if turn else []  # the first round warms both up
    ours.process.stdin.close()
    ours.process.wait()
    p50 = {name: numpy.percentile(times, 50) for name, times in taken.items()}
    p99 = {name: numpy.percentile(times, 99) for name, times in taken.items()}
    for name in taken:
        print(f"{family:13} {name:12} p50 {p50[name]:8.1f} us   p99 {p99[name]:8.1f} us", flush=True)
    print(f"{family:13} ours is {p50['onnxruntime'] / p50['ours']:.2f} times as fast at p50, "
          f"{p99['onnxruntime'] / p99['ours']:.2f} times at p99", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=FAMILIES)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--each", type=int, default=50)
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # ours inherits it
    with tempfile.TemporaryDirectory() as folder:
        for family in options.only or FAMILIES:
            compare(family, options.rounds, options.each, folder)


main()
