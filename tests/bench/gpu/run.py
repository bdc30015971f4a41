"""Builds preset bare, then compares the device with the processor, and our trainer with python torch.

Called by gpu-check. Every part has a limit of its own and ends with the whole's time at the latest.
"""

import argparse
import importlib.util
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import images

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
PACK = ROOT / "build/gpu-check"
BIN = ROOT / "build/bare/bin"
NO_DEVICE = 77

# Relative differences of a step's loss in fp32, TF32 off. Before the first update only the order of summation differs:
# a relative 2^-24 for each of some ten layers of sums of up to 2304 numbers, whose errors add like a random walk, gives
# about 1e-5. Then every update multiplies what is there: two runs of one machine with other orders of summation drift
# apart as fast, so from the fifth step on only the course of the loss is comparable, by its mean.
FIRST_STEP = 2e-5
EARLY_STEPS, EARLY = 5, 2e-3
COURSE = 0.05
ANSWERS_APART = 1e-4  # of two probabilities, as for every export
QUICK_ACCURACY = {True: 0.65, False: 0.80}  # of preset quick, below what any of its runs gave: CIFAR, sample


class Check:
    def __init__(self, minutes):
        self.end = time.monotonic() + 60 * minutes
        self.rows, self.passed, self.failed = [], 0, 0

    def left(self, limit):
        return max(1, min(limit, self.end - time.monotonic()))

    def judge(self, name, is_good, detail):
        self.passed, self.failed = self.passed + bool(is_good), self.failed + (not is_good)
        self.rows.append(("pass" if is_good else "FAIL", name, detail))
        print(f"{self.rows[-1][0]}  {name}: {detail}", flush=True)
        return is_good

    def run(self, command, limit, **environment):
        """(output, why it failed or None). What was printed before a limit is kept."""
        command = [str(part) for part in command]
        limit = self.left(limit)
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            running = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
                                       env={**os.environ, **environment})  # fmt: skip
            try:
                code = running.wait(limit)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
                code = None
            output.seek(0)
            text = output.read()
        if code == 0:
            return text, None
        return text, f"over its limit of {limit:.0f} s" if code is None else f"exit {code}: {text.strip()[-1500:]}"


def describe(device):
    import torch

    print(f"python torch {torch.__version__}, {os.cpu_count()} processor cores", flush=True)
    if device != "cpu":
        name = torch.cuda.get_device_name(0)
        memory = torch.cuda.get_device_properties(0).total_memory / 2**30
        print(f"device {device}: {name}, {memory:.0f} GiB, CUDA {torch.version.cuda}", flush=True)
    for tool in ("cmake", "ninja", "g++", "nvcc"):
        path = shutil.which(tool)
        version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if path else "not here"
        number = re.search(r"release \d+[\d.]*|\d+\.\d+[\d.]*", version)
        print(f"{tool}: {number.group() if number else version}" + ("" if path or tool != "nvcc" else ", nor needed"))


def zlib_options(check):
    """The packed zlib where the compiler finds none."""
    probe, missing = check.run(["g++", "-x", "c++", "-fsyntax-only", "-include", "zlib.h", "/dev/null"], 30)
    if not missing:
        return []
    print("zlib's headers are not here: the packed ones are taken", flush=True)
    return [f"-DZLIB_INCLUDE_DIR={PACK / 'zlib'}", f"-DZLIB_LIBRARY={PACK / 'zlib/libz.so'}"]


def build(check, jobs):
    start = time.monotonic()
    torch_root = Path(importlib.util.find_spec("torch").origin).parent
    configure = ["cmake", "--preset", "bare", f"-DLIBTORCH_ROOT={torch_root}", *zlib_options(check)]
    text, wrong = check.run(configure, 60)
    if not wrong:
        version = re.search(r'found suitable version "([^"]+)"', text)
        command = ["cmake", "--build", "build/bare", "-j", jobs, "--target", "bench_run", "bench_train"]
        text, wrong = check.run(command, 300)
    seconds = time.monotonic() - start
    return check.judge("build of preset bare", not wrong, wrong or f"{seconds:.0f} s"
                       + (f", LibTorch {version.group(1)}" if version else ""))  # fmt: skip


def losses(check, device, data, network, settings):
    command = [BIN / "bench_run", *data, "--every", 1, f"network={network}", f"device={device}", *settings]
    text, wrong = check.run(command, 150, NVIDIA_TF32_OVERRIDE="0")
    found = [float(loss) for loss in re.findall(r"^step \d+ loss (\S+)", text, re.M)]
    return found, wrong


def compare_losses(check, device, data, network, settings):
    """The same plan and seed, on one replica each, step by step."""
    here, wrong = losses(check, "cpu", data, network, settings)
    if not wrong:
        there, wrong = losses(check, device, data, network, settings)
    if wrong or len(here) != len(there) or len(here) < EARLY_STEPS:
        check.judge(f"losses, {network}", False, wrong or f"{len(here)} and {len(there)} steps")
        return
    apart = [abs(a - b) / abs(a) for a, b in zip(here, there)]
    largest = max(range(len(apart)), key=apart.__getitem__)
    print(f"{network}: step, loss on cpu, on {device}, relative difference")
    for step in range(len(here)):
        if step < EARLY_STEPS or (step + 1) % 10 == 0 or step == largest:
            print(f"  {step + 1:4} {here[step]:.7f} {there[step]:.7f} {apart[step]:.1e}")
    half = len(here) // 2
    course = abs(sum(there[half:]) / sum(here[half:]) - 1)
    check.judge(f"losses, {network}, first step", apart[0] <= FIRST_STEP, f"{apart[0]:.1e} apart, {FIRST_STEP:.0e} allowed")
    early = max(apart[:EARLY_STEPS])
    check.judge(f"losses, {network}, {EARLY_STEPS} steps", early <= EARLY, f"{early:.1e} at most, {EARLY:.0e} allowed")
    check.judge(f"losses, {network}, mean of steps {half + 1} to {len(here)}", course <= COURSE,
                f"{course:.1e} apart, {COURSE:.0e} allowed; largest {apart[largest]:.1e} at step {largest + 1}")  # fmt: skip


def our_speeds(check, device, seconds, batches):
    speeds, failures = {}, []
    for network, optimiser in (("speed-net", "muon"), ("resnet-20", "sgd")):
        for batch in batches:
            command = [BIN / "bench_train", network, batch, seconds, "both", "auto", optimiser, device]
            text, wrong = check.run(command, 40)
            for kind, speed, used in re.findall(r"^(fp32|bf16) +\d+ +(\d+) +\d+ +\d+ +(\d+)", text, re.M):
                speeds[network, kind, batch] = (int(speed), int(used))
            if wrong:
                failures.append(f"{network} at {batch}: {wrong}")
    return speeds, failures


def compare_speeds(check, device, seconds, batches):
    ours, failures = our_speeds(check, device, seconds, batches)
    wanted = 4 * len(batches)
    check.judge("speeds of ours", len(ours) == wanted and not failures, "; ".join(failures) or f"{len(ours)} measured")
    command = [sys.executable, HERE / "torch_device_speed.py", device, seconds, *batches]
    text, wrong = check.run(command, 180)
    theirs = {(name, variant, int(batch)): (int(speed), int(used)) for name, variant, batch, speed, used
              in re.findall(r"^(\S+) (fp32|autocast|bf16) (\d+) (\d+) (\d+)$", text, re.M)}  # fmt: skip
    check.judge("speeds of python torch", not wrong, wrong or f"{len(theirs)} measured")
    print(f"\n{'images/s of training on ' + device:32} {'ours':>9} {'torch':>9} {'autocast':>9} {'ratio':>6}"
          f" {'MiB ours':>9} {'torch':>7}")  # fmt: skip
    for (network, kind, batch), (speed, used) in ours.items():
        plain = theirs.get((network, kind, batch), (0, 0))
        cast = theirs.get((network, "autocast", batch), (0, 0)) if kind == "bf16" else (0, 0)
        best = max(plain[0], cast[0])
        print(f"{network + ' ' + kind + ', batch ' + str(batch):32} {speed:9} {plain[0] or '-':>9} {cast[0] or '-':>9}"
              f" {speed / best if best else 0:6.2f} {used or '-':>9} {plain[1] or '-':>7}")  # fmt: skip
    print("ratio: ours over the better of theirs; MiB: of the device, all programs\n", flush=True)


def train_quick(check, device, data):
    text, wrong = check.run([BIN / "bench_run", *data, f"device={device}"], 150)
    found = re.search(r"^test accuracy (\S+) loss \S+ after (\S+) s in all, (\S+) s", text, re.M)
    least = QUICK_ACCURACY[bool(data)]
    for line in re.findall(r"^(?:device|epoch) .*", text, re.M):
        print("  ", line)
    check.judge(f"preset quick on {device}", found and float(found.group(1)) >= least,
                f"test accuracy {found.group(1)} ({least} wanted) after {found.group(3)} s of training and validation, "
                f"{found.group(2)} s in all" if found else wrong or "no test accuracy")  # fmt: skip


def keep_answers(check, device, data):
    """What a device trained has to answer the same on the processor, where exports are written, tried and served; and
    a run has to go on from it on the device."""
    command = [BIN / "bench_run", *data, "--answers", "--then", "0.5", "epochs=1", "precision=fp32", f"device={device}"]
    text, wrong = check.run(command, 120, NVIDIA_TF32_OVERRIDE="0")
    found = re.search(r"(\d+) images, (\S+) apart, (\d+) labels changed, accuracy (\S+) and (\S+)", text)
    apart = float(found.group(2)) if found else math.inf
    # A label may turn where two probabilities are closer together than the rounding.
    same = found and apart <= ANSWERS_APART and int(found.group(3)) <= int(found.group(1)) // 5000
    check.judge(f"answers of {device} and of the processor", same, found.group() if found else wrong or "no answers")
    before = re.search(r"^test accuracy (\S+)", text, re.M)
    after = re.search(r"^gone on: test accuracy (\S+)", text, re.M)
    check.judge(f"going on from its weights on {device}", before and after and float(after.group(1)) >= float(before.group(1)) - 0.01,
                f"test accuracy {before.group(1)}, then {after.group(1)}" if after else wrong or "no second run")  # fmt: skip


def take_images():
    if not (PACK / "images.bin").exists():
        print("no packed images: the built-in sample is taken", flush=True)
        return []
    start = time.monotonic()
    training, test = images.unpack(PACK / "images.bin", PACK / "cifar")
    print(f"unpacked {training} training and {test} test images in {time.monotonic() - start:.1f} s", flush=True)
    return ["--cifar", PACK / "cifar"]


def main():
    parser = argparse.ArgumentParser(prog="gpu-check run")
    parser.add_argument("--cpu", action="store_true", help="the processor as the device")
    parser.add_argument("--minutes", type=float, default=9.5, help="of the whole check")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="of the build")
    parser.add_argument("--no-speeds", action="store_true", help="only whether it is right")
    args = parser.parse_args()
    import torch

    if not args.cpu and not torch.cuda.is_available():
        print("NO DEVICE: python torch sees no CUDA device here, so nothing was checked. --cpu tries the check itself.")
        return NO_DEVICE
    device = "cpu" if args.cpu else "cuda:0"
    check = Check(args.minutes)
    describe(device)
    if build(check, args.jobs):
        data = take_images()
        common = ["precision=fp32", "replicas=1", "seed=1", "validateEvery=1000", "batchSize=125"]
        compare_losses(check, device, data, "speed-net", [*common, f"epochs={epochs_of(data, 40)}"])
        compare_losses(check, device, data, "resnet-20", [*common, f"epochs={epochs_of(data, 40)}", "optimiser=sgd",
                                                          "learningRate=0.05"])  # fmt: skip
        train_quick(check, device, data)
        keep_answers(check, device, data)
        if not args.no_speeds:
            compare_speeds(check, device, *((1, [500]) if args.cpu else (2, [500, 1024, 2000])))
    print(f"\n{'':4}  {'check':44} result")
    for row in check.rows:
        print(f"{row[0]:4}  {row[1]:44} {row[2].splitlines()[0]}")
    print(f"{check.passed} passed, {check.failed} failed" + (" (the processor took the device's place)" if args.cpu else ""))
    return 1 if check.failed else 0


def epochs_of(data, steps):
    """Epochs of so many steps of 125, without the tenth that validates."""
    records = (PACK / "cifar/data_batch_1.bin").stat().st_size // 3073 if data else 10_000
    return f"{steps / (records * 9 // 10 // 125):.4f}"


if __name__ == "__main__":
    sys.exit(main())
