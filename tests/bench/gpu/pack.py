"""Packs images and zlib for `gpu-check run`. Called by gpu-check."""

import argparse
import os
import shutil
import subprocess
import tarfile
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

import torch

import images

ROOT = Path(__file__).resolve().parent.parent.parent.parent
TARGET = ROOT / "build/gpu-check"
PROGRAM = ROOT / "build/release/bin/saccade-cli"
CHUNK = 1000
TRAINING_CHUNKS = 5  # for each of the test part, as in the whole set


def decode_archive(archive):
    """(pixels, labels, isTest) of all images, decoded by our own program: training first, in the order of names."""
    if not PROGRAM.exists():
        raise SystemExit(f"gpu-check: {PROGRAM} is missing; tests/run builds it")
    cache = ROOT / "build/gpu-check-cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    subprocess.run([PROGRAM, "data", archive], env=environment, check=True, stdout=subprocess.DEVNULL)
    kept = max(cache.glob("saccade/pixels/*/pixels.bin"), key=lambda path: path.stat().st_mtime)
    with tarfile.open(archive) as tar:
        names = [entry.name.removeprefix("./") for entry in tar if entry.isfile() and entry.name.endswith(".jpg")]
    names.sort(key=lambda name: (not name.startswith("train/"), name))
    pixels = torch.from_file(str(kept), size=kept.stat().st_size, dtype=torch.uint8).view(-1, 32, 32, 3)
    if len(names) != len(pixels):
        raise SystemExit(f"gpu-check: {len(names)} files but {len(pixels)} decoded images")
    classes = sorted({name.split("/")[1] for name in names})
    labels = torch.tensor([classes.index(name.split("/")[1]) for name in names], dtype=torch.uint8)
    is_test = torch.tensor([not name.startswith("train/") for name in names])
    return pixels, labels, is_test


def shuffled_chunks(is_test):
    """Index tensors: five of the training part, one of the test part, and so on; the same in every run."""
    generator = torch.Generator().manual_seed(1)
    parts = []
    for wanted in (False, True):
        indices = (is_test == wanted).nonzero().flatten()
        parts.append(list(indices[torch.randperm(len(indices), generator=generator)].split(CHUNK)))
    training, test = parts
    while training or test:
        for _ in range(min(TRAINING_CHUNKS, len(training))):
            yield training.pop(0), False
        if test:
            yield test.pop(0), True


def tree_bytes():
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.split(b"\0")
    paths = [ROOT / os.fsdecode(name) for name in names if name]
    return sum(path.stat().st_size for path in paths if path.is_file())


def pack_zlib():
    """Headers and library, for a machine without zlib's development files."""
    compiler = ["g++", "-print-file-name=libz.so"]
    library = Path(subprocess.run(compiler, check=True, capture_output=True, text=True).stdout.strip())
    macros = subprocess.run(["g++", "-M", "-x", "c++", "-"], input="#include <zlib.h>\n", check=True,
                            capture_output=True, text=True).stdout.split()  # fmt: skip
    folder = TARGET / "zlib"
    folder.mkdir(parents=True, exist_ok=True)
    for header in macros:
        if header.endswith(("/zlib.h", "/zconf.h")):
            shutil.copyfile(header, folder / Path(header).name)
    for name in ("libz.so", "libz.so.1"):  # two copies: not every way of carrying takes links
        shutil.copyfile(library.resolve(), folder / name)


def main():
    parser = argparse.ArgumentParser(prog="gpu-check pack")
    parser.add_argument("images", help="CIFAR-10 as JPEG files in a tar archive, in train/CLASS and test/CLASS")
    parser.add_argument("--limit", type=float, default=62, metavar="MIB", help="of tracked files and pack together")
    args = parser.parse_args()
    start = time.perf_counter()
    shutil.rmtree(TARGET, ignore_errors=True)
    pack_zlib()
    pixels, labels, is_test = decode_archive(args.images)
    tree = tree_bytes()
    left = args.limit * 2**20 - tree - sum(path.stat().st_size for path in (TARGET / "zlib").iterdir())
    counts = [0, 0]

    def encode(chunk):
        indices, test = chunk
        return len(indices), test, images.encode(pixels[indices], labels[indices].tolist(), test)

    with open(TARGET / "images.bin", "wb") as file, ThreadPool() as pool:
        left -= file.write(images.MAGIC)
        for count, test, data in pool.imap(encode, shuffled_chunks(is_test)):
            if len(data) > left:
                break
            left -= file.write(data)
            counts[test] += count
    pool.join()  # a thread that still computes when the interpreter ends would abort it
    size = (TARGET / "images.bin").stat().st_size
    print(f"packed {counts[0]} training and {counts[1]} test images of {len(pixels)}: {size / 2**20:.1f} MiB, "
          f"{size / max(1, sum(counts)):.0f} bytes an image; tracked files {tree / 2**20:.1f} MiB; "
          f"{time.perf_counter() - start:.0f} s")  # fmt: skip
    print("carry the tracked files and build/gpu-check, then run tests/bench/gpu-check run")


main()
