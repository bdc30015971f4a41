"""CIFAR-10 as JPEG files, decoded once into arrays that every peer reads; and a check that ours are the same bytes.

    python pixels.py decode ARCHIVE CACHE.npz
    python pixels.py compare CACHE.npz PIXELS.BIN     PIXELS.BIN: what saccade-cli keeps of the same archive
"""

import io
import sys
import tarfile

import numpy as np


def decode(archive, cache):
    from PIL import Image

    names, images = [], []
    with tarfile.open(archive) as tar:
        for entry in tar:
            if entry.isfile() and entry.name.endswith(".jpg"):
                names.append(entry.name.removeprefix("./"))
                images.append(np.asarray(Image.open(io.BytesIO(tar.extractfile(entry).read())).convert("RGB")))
    order = np.argsort(names)
    classes = sorted({name.split("/")[1] for name in names})
    labels = np.array([classes.index(names[i].split("/")[1]) for i in order], np.int64)
    pixels = np.stack([images[i] for i in order])
    is_train = np.array([names[i].startswith("train/") for i in order])
    np.savez(
        cache,
        train=pixels[is_train],
        train_labels=labels[is_train],
        test=pixels[~is_train],
        test_labels=labels[~is_train],
    )


def load(cache):
    """train (N,32,32,3) uint8, its labels (int64), test, its labels"""
    data = np.load(cache)
    return data["train"], data["train_labels"], data["test"], data["test_labels"]


def compare(cache, blob):
    train, _, test, _ = load(cache)
    theirs = np.concatenate([train, test])  # the order that ours are kept in
    ours = np.fromfile(blob, np.uint8)
    if ours.size != theirs.size:
        print(f"pixels: {ours.size} bytes against {theirs.size}")
        return 1
    ours = ours.reshape(theirs.shape)
    differing = int((ours != theirs).any((1, 2, 3)).sum())
    largest = int(np.abs(ours.astype(np.int16) - theirs).max())
    print(f"pixels: {len(ours)} images, {differing} of them differ from Pillow's, by {largest} at most")
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "decode":
        decode(sys.argv[2], sys.argv[3])
    else:
        sys.exit(compare(sys.argv[2], sys.argv[3]))
