#!/usr/bin/env python3
"""Writes resize_goldens.inc and fit_goldens.inc: what Pillow's Image.resize() makes of reproducible noise.

Run in a private environment:  python3 -m venv E && E/bin/pip install pillow==11.3.0 && E/bin/python make_resize_goldens.py
Up to 12 Pillow resizes the rows first, always; 13 sometimes starts with the columns, which moves some values by one.
The images are not stored: tests/decode/tst_resize.cpp makes the same noise.
"""
import hashlib
import pathlib

import PIL
from PIL import Image

KERNELS = {"Bilinear": Image.Resampling.BILINEAR, "Lanczos": Image.Resampling.LANCZOS}

# kernel, channels, contrast, from (height, width), to (height, width); contrast: only 0 and 255, so that lobes clip
CASES = [
    ("Bilinear", 1, False, (4, 6), (2, 3)),
    ("Bilinear", 3, False, (5, 7), (3, 4)),
    ("Bilinear", 1, False, (2, 2), (5, 5)),
    ("Bilinear", 3, False, (1, 9), (2, 2)),
    ("Bilinear", 1, True, (16, 16), (4, 4)),
    ("Bilinear", 3, False, (7, 7), (7, 3)),
    ("Bilinear", 3, False, (7, 7), (3, 7)),
    ("Lanczos", 1, True, (12, 12), (5, 5)),
    ("Lanczos", 3, False, (9, 20), (4, 6)),
]
LARGE = [
    ("Bilinear", 3, False, (375, 500), (64, 64)),
    ("Bilinear", 1, False, (96, 96), (64, 64)),
    ("Bilinear", 3, True, (28, 28), (224, 224)),
    ("Bilinear", 3, False, (1000, 31), (64, 64)),
    ("Lanczos", 3, False, (375, 500), (96, 128)),
    ("Lanczos", 1, True, (129, 130), (127, 128)),
]
# mode, channels, from (height, width), to (height, width): whole, wide, high, boxes with odd rests and rounded sides
FITS = [
    ("Pad", 3, (5, 7), (4, 4)),
    ("Pad", 1, (9, 4), (5, 5)),
    ("Pad", 3, (2, 40), (4, 4)),
    ("Pad", 3, (3, 2), (8, 8)),
    ("Pad", 1, (6, 6), (3, 5)),
    ("Crop", 3, (5, 8), (3, 3)),
    ("Crop", 1, (9, 4), (2, 2)),
    ("Crop", 1, (5, 12), (5, 5)),
    ("Crop", 3, (3, 2), (4, 4)),
    ("Crop", 1, (7, 10), (2, 3)),
    ("Squash", 3, (5, 7), (3, 3)),
]
LARGE_FITS = [
    ("Pad", 3, (375, 500), (64, 64)),
    ("Pad", 3, (501, 333), (96, 96)),
    ("Pad", 1, (1000, 31), (32, 32)),
    ("Crop", 3, (375, 500), (64, 64)),
    ("Crop", 3, (501, 333), (224, 224)),
    ("Crop", 1, (31, 1000), (64, 64)),
]
PAD = 128


def noise(height, width, channels, contrast):
    state, out = 12345, bytearray()
    for _ in range(height * width * channels):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        value = state >> 24
        out.append((255 if value > 127 else 0) if contrast else value)
    return Image.frombytes("L" if channels == 1 else "RGB", (width, height), bytes(out))


def resized(case):
    kernel, channels, contrast, source, target = case
    image = noise(*source, channels, contrast)
    return image.resize((target[1], target[0]), KERNELS[kernel]).tobytes()


def row(case, values):
    kernel, channels, contrast, source, target = case
    return (f"{{ResizeKernel::{kernel}, {channels}, {str(contrast).lower()}, {source[0]}, {source[1]}, "
            f"{target[0]}, {target[1]}, {values}}},\n")


def middle(whole, proportion):
    """The largest box (left, top, width, height) of a proportion (width, height) in the middle, in whole pixels."""
    (width, height), (w, h) = whole, proportion
    nearest = lambda a, b, c: max(1, (2 * a * b + c) // (2 * c))
    if width * h >= height * w:
        size = min(width, nearest(height, w, h)), height
    else:
        size = width, min(height, nearest(width, h, w))
    return (width - size[0]) // 2, (height - size[1]) // 2, *size


def fitted(case):
    mode, channels, source, target = case
    image = noise(*source, channels, False)
    size = target[1], target[0]
    if mode == "Squash":
        return image.resize(size, Image.Resampling.BILINEAR).tobytes()
    if mode == "Crop":
        left, top, width, height = middle(image.size, size)
        return image.resize(size, Image.Resampling.BILINEAR, box=(left, top, left + width, top + height)).tobytes()
    left, top, width, height = middle(size, image.size)
    canvas = Image.new(image.mode, size, PAD if channels == 1 else (PAD,) * 3)
    canvas.paste(image.resize((width, height), Image.Resampling.BILINEAR), (left, top))
    return canvas.tobytes()


def fit_row(case, values):
    mode, channels, source, target = case
    return f"{{ResizeMode::{mode}, {channels}, {source[0]}, {source[1]}, {target[0]}, {target[1]}, {values}}},\n"


lines = [f"// Written by make_resize_goldens.py with Pillow {PIL.__version__}.\n"]
for case in CASES:
    lines.append(row(case, "{" + ", ".join(map(str, resized(case))) + '}, ""'))
for case in LARGE:
    lines.append(row(case, '{}, "' + hashlib.sha256(resized(case)).hexdigest() + '"'))
pathlib.Path(__file__).with_name("resize_goldens.inc").write_text("".join(lines))

lines = [f"// Written by make_resize_goldens.py with Pillow {PIL.__version__}.\n"]
for case in FITS:
    lines.append(fit_row(case, "{" + ", ".join(map(str, fitted(case))) + '}, ""'))
for case in LARGE_FITS:
    lines.append(fit_row(case, '{}, "' + hashlib.sha256(fitted(case)).hexdigest() + '"'))
pathlib.Path(__file__).with_name("fit_goldens.inc").write_text("".join(lines))
