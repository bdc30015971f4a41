"""Whole runs beside each other on the same pixels: time and test accuracy. Called by `run record` and `run quick`."""

import argparse
import json
import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
CACHE = ROOT / "build/peers/cifar10.npz"
PASSIVE = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE"}


def train_ours(preset, archive, settings):
    """(seconds from the first step to the end of the test evaluation, seconds of training, test accuracy)"""
    command = [str(ROOT / "build/release/bin/saccade-cli"), "--json", "train", archive, "--preset", preset]
    for setting in settings:
        command += ["--set", setting]
    with tempfile.TemporaryDirectory() as folder:
        command += ["--out", folder + "/run"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(ROOT / "build/peers/cache")}
        running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started = []

        def watch():
            for line in running.stderr:
                if " on cpu, " in line:  # the resolved plan: the first step follows at once
                    started.append(time.perf_counter())

        watcher = threading.Thread(target=watch)
        watcher.start()
        accuracy, ended = None, None
        for line in running.stdout:
            event = json.loads(line)
            if event.get("event") == "epoch":
                print("  ", line.strip(), flush=True)
            if event.get("event") == "evaluation":
                accuracy, ended = event["accuracy"], time.perf_counter()
        watcher.join()
        if running.wait() != 0 or accuracy is None:
            raise SystemExit("our run failed")
        report = json.loads(Path(folder, "run/report.json").read_text())
        return ended - started[0], report["seconds"], accuracy


def run_peer(environment, script, *arguments):
    command = [ROOT / "build/peers" / environment / "bin/python", HERE / script, CACHE, *arguments]
    subprocess.run([str(part) for part in command], env=PASSIVE, check=True)


def show_ours(preset, args):
    whole, training, accuracy = train_ours(preset, args.archive, [f"seed={args.seed}", *args.set])
    print(f"ours, preset {preset}, seed {args.seed}: test accuracy {accuracy:.4f}; {training:.1f} s of training, "
          f"{whole:.1f} s from the first step to the test's result", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="run")
    parser.add_argument("mode", choices=["record", "quick"])
    parser.add_argument("archive")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of python torch")
    parser.add_argument("--only", choices=["ours", "torch", "keras"])
    parser.add_argument("--target", type=float, default=0.7, help="test accuracy at which Keras may end")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="one of our settings")
    args = parser.parse_args()
    if args.only in (None, "ours"):
        show_ours(args.mode, args)
    if args.mode == "record" and args.only in (None, "torch"):
        print(f"python torch, the same recipe, bf16, {args.threads} thread(s), seed {args.seed}:", flush=True)
        run_peer("torch", "torch_record.py", args.seed, args.threads)
    if args.mode == "quick" and args.only in (None, "keras"):
        print("Keras, the notebook as written; the clock starts with its first step:", flush=True)
        run_peer("keras", "keras_notebook.py", args.target)


main()
