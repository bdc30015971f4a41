#!/usr/bin/env python3
"""How fast are photographs opened the first time, beside Pillow?

    tests/bench/loader/loader_vs_pil.py [FOLDER | ARCHIVE.tar] [--images 2000] [--runs 5] [--side 64]

Ours is `saccade-cli data` with an empty cache: files read, decoded, resized, thumbnails made, all of it written to the
cache and its digest taken, by two decoding threads. Pillow's is the least that any loader does: two worker processes
that open, decode, convert to RGB and resize (bilinear), and hand the pixels back. They take turns; the figures are
medians. Pillow comes into a private environment below build/. Without a folder, JPEGs of 500 x 375 are made of smooth
noise that packs about as well as photographs.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parents[3]
WORK = ROOT / "build" / "bench-loader"
CLI = ROOT / "build" / "release" / "bin" / "saccade-cli"
PILLOW = "pillow==11.3.0"
SIZE = (500, 375)
CLASSES = 4


def enter_environment():
    """Runs this script again with Pillow at hand."""
    folder = WORK / "environment"
    python = folder / "bin" / "python"
    if pathlib.Path(sys.prefix) == folder:
        return
    if not python.exists():
        print(f"installing {PILLOW} into {folder.relative_to(ROOT)}")
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PILLOW], check=True)
    os.execv(python, [str(python), *sys.argv])


def photographs(source):
    """Paths of the JPEGs in a folder or an archive, or of some that are made here."""
    if source is None:
        return made_up()
    source = pathlib.Path(source)
    if source.is_file():
        source = unpacked(source)
    return sorted(p for p in source.rglob("*") if is_photograph(p))


def is_photograph(path):
    return path.suffix.lower() in (".jpg", ".jpeg") and not path.name.startswith(".")


def unpacked(archive):
    folder = WORK / "unpacked"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tarfile.open(archive) as files:
        for i, file in enumerate(files):
            if file.isfile() and is_photograph(pathlib.PurePath(file.name)):
                (folder / f"{i}.jpg").write_bytes(files.extractfile(file).read())
    return folder


def made_up():
    from PIL import Image

    folder = WORK / "made-up"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{i}.jpg" for i in range(100)]
    for i, path in enumerate(paths):
        if not path.exists():
            image = Image.new("RGB", SIZE)
            for octave, share in ((4, 1.0), (16, 0.5), (64, 0.35), (250, 0.2)):
                noise = Image.frombytes("RGB", (octave, octave), os.urandom(3 * octave * octave))
                image = Image.blend(image, noise.resize(SIZE, Image.Resampling.BICUBIC), share)
            image.save(path, quality=90)
    return paths


def data_set(paths, count):
    """A folder of classes with `count` files, the photographs again and again."""
    folder = WORK / "set"
    shutil.rmtree(folder, ignore_errors=True)
    for i in range(count):
        target = folder / f"class-{i % CLASSES}" / f"{i:05d}.jpg"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(paths[i % len(paths)], target)
    return folder


def ours(folder, side):
    cache = WORK / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    environment = dict(os.environ, XDG_CACHE_HOME=str(cache))
    command = [CLI, "data", folder, "--side", str(side), "--json"]
    answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    event = json.loads(answer.stdout)
    return event["images"] / event["seconds"]


def decode(job):
    from PIL import Image

    path, side = job
    with Image.open(path) as image:
        return image.convert("RGB").resize((side, side), Image.Resampling.BILINEAR).tobytes()


def theirs(folder, side):
    jobs = [(path, side) for path in sorted(folder.rglob("*.jpg"))]
    with multiprocessing.Pool(2) as pool:
        pool.map(decode, jobs[:8])  # the workers are there, and have imported
        start = time.perf_counter()
        count = sum(1 for _ in pool.imap(decode, jobs, chunksize=16))
        return count / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", nargs="?")
    parser.add_argument("--images", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--side", type=int, default=64)
    options = parser.parse_args()
    enter_environment()
    WORK.mkdir(parents=True, exist_ok=True)
    paths = photographs(options.source)
    folder = data_set(paths, options.images)
    bytes_each = sum(p.stat().st_size for p in folder.rglob("*.jpg")) / options.images
    print(f"{options.images} JPEGs, {bytes_each / 1000:.0f} kB each, to {options.side} x {options.side}")
    figures = {"ours": [], "Pillow": []}
    for run in range(options.runs):
        figures["ours"].append(ours(folder, options.side))
        figures["Pillow"].append(theirs(folder, options.side))
        print(f"run {run + 1}: " + ", ".join(f"{name} {rates[-1]:.0f} images/s" for name, rates in figures.items()))
    medians = {name: statistics.median(rates) for name, rates in figures.items()}
    for name, rates in figures.items():
        print(f"{name}: median {medians[name]:.0f} images/s, {min(rates):.0f} to {max(rates):.0f}")
    print(f"ratio {medians['ours'] / medians['Pillow']:.2f}")


if __name__ == "__main__":
    main()
