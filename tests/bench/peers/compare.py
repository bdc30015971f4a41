"""Alternates our training step with python torch's and prints medians, spread and ratios. Called by `run`."""

import argparse
import itertools
import os
import statistics
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
PYTHON = ROOT / "build/peers/torch/bin/python"
OURS = ROOT / "build/release/bin/bench_train"
# What freed memory costs: glibc gives large blocks back to the kernel, unless its thresholds are raised.
KEPT = {"MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "8589934592", "MALLOC_TOP_PAD_": "268435456"}
BATCHES = {"speed-net": 500, "resnet-20": 128, "notebook-cnn": 128}


def output_of(command, **environment):
    env = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE", **environment}
    done = subprocess.run([str(part) for part in command], env=env, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


class Ours:
    def __init__(self, precision, replicas):
        self.name = f"ours {precision}, {'all cores' if replicas == 'auto' else '1 thread'}"
        self.precision, self.replicas = precision, replicas

    def speed(self, network, batch, seconds):
        optimiser = "muon" if network == "speed-net" else "sgd"
        text = output_of([OURS, network, batch, seconds, self.precision, self.replicas, optimiser])
        return float(text.splitlines()[-1].split()[2])


class Torch:
    def __init__(self, variant, threads, kept):
        self.name = f"torch {variant} {threads} thread{'s' if threads > 1 else ''}{', kept memory' if kept else ''}"
        self.variant, self.threads, self.environment = variant, threads, KEPT if kept else {}

    def speed(self, network, batch, seconds):
        command = [PYTHON, HERE / "torch_speed.py", network, batch, seconds, self.variant, self.threads]
        return float(output_of(command, **self.environment))


@contextmanager
def one_core_busy(is_wanted):
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if is_wanted else None
    try:
        yield
    finally:
        if busy:
            busy.kill()
            busy.wait()


def contenders(threads):
    ours = [Ours(precision, replicas) for precision in ("fp32", "bf16") for replicas in (1, "auto")]
    theirs = [Torch(*key) for key in itertools.product(("fp32", "bf16", "autocast"), threads, (False, True))]
    return ours, theirs


def best_of(runners, scouted, count):
    return sorted(runners, key=lambda runner: -scouted[runner.name])[:count]


def report(speeds):
    print(f"{'':38} {'median':>8} {'least':>8} {'most':>8}  images/s")
    for name, values in speeds.items():
        print(f"{name:38} {statistics.median(values):8.0f} {min(values):8.0f} {max(values):8.0f}")

    def best(prefix):
        return max((statistics.median(values), name) for name, values in speeds.items() if name.startswith(prefix))

    def kept_out(values):
        return max((statistics.median(v), name) for name, v in values.items() if name.startswith("torch") and "kept" not in name)

    ours, theirs = best("ours"), best("torch")
    print(f"{ours[1]} / {theirs[1]}: {ours[0] / theirs[0]:.2f}")
    if any(name.startswith("torch") and "kept" not in name for name in speeds):
        installed = kept_out(speeds)
        print(f"{ours[1]} / {installed[1]}, as installed: {ours[0] / installed[0]:.2f}")
    print(flush=True)


def compare(network, args):
    batch = args.batch or BATCHES[network]
    print(f"{network}, batch {batch}, {args.seconds:g} s each, {args.repeats} repeats after a warm-up"
          f"{', one core busy' if args.busy else ''}", flush=True)
    ours, theirs = contenders(sorted({1, os.cpu_count()}))
    with one_core_busy(args.busy):
        # The first round warms up; with --quick it also leaves the slow ones behind.
        scouted = {runner.name: runner.speed(network, batch, args.seconds / 2) for runner in ours + theirs}
        if args.quick:
            as_installed = [runner for runner in theirs if not runner.environment]
            ours, theirs = best_of(ours, scouted, 1), best_of(theirs, scouted, 2)
            theirs += [r for r in best_of(as_installed, scouted, 1) if r not in theirs]
        speeds = {runner.name: [] for runner in ours + theirs}
        for _ in range(args.repeats):
            for runner in ours + theirs:
                speeds[runner.name].append(runner.speed(network, batch, args.seconds))
    report(speeds)


def show_machine():
    facts = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in facts if line.startswith("model name")), "unknown processor")
    flags = next((line for line in facts if line.startswith("flags")), "").split()
    wanted = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16")
    print(f"{model}, {os.cpu_count()} threads: {' '.join(flag for flag in wanted if flag in flags)}")
    print(output_of([PYTHON, HERE / "peaks.py"]), flush=True)


def main():
    parser = argparse.ArgumentParser(prog="run speed", description=__doc__)
    parser.add_argument("--only", choices=BATCHES, help="one network")
    parser.add_argument("--quick", action="store_true", help="drop slow variants after the warm-up; 2 s each")
    parser.add_argument("--busy", action="store_true", help="keep one core busy with another process meanwhile")
    parser.add_argument("--batch", type=int, help="images a step")
    parser.add_argument("--seconds", type=float, help="for each measurement")
    parser.add_argument("--repeats", type=int, default=5)
    args = parser.parse_args()
    args.seconds = args.seconds or (2 if args.quick else 4)
    show_machine()
    for network in [args.only] if args.only else BATCHES:
        compare(network, args)


main()
