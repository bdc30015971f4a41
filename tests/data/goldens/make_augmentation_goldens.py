#!/usr/bin/env python3
"""Writes operation_goldens.inc, crop_goldens.inc and policy_goldens.inc: what torchvision's functions make of
reproducible noise (as Pillow images), and its policies' strengths.

Run in a private environment:
  python3 -m venv E && E/bin/pip install torchvision==0.29.1 pillow==12.3.0 && E/bin/python make_augmentation_goldens.py
The images are not stored: tests/data/tst_pixel_operation.cpp makes the same noise. Larger images are kept as SHA-256.
"""
import hashlib
import math
import pathlib

import PIL
import torch
import torchvision
from PIL import Image
from torchvision.transforms import AutoAugmentPolicy, InterpolationMode
from torchvision.transforms.v2 import AutoAugment, RandAugment, TrivialAugmentWide
from torchvision.transforms.v2 import functional as F

FILL = (101, 102, 103)
SIZES = [(9, 7, 3), (6, 8, 1)]
LARGE = (24, 20, 3)

OPERATIONS = {
    "RotateSmooth": [10.0, -33.25, 90.0, 180.0],
    "Rotate": [12.0, -100.5, 90.0],
    "ShearX": [0.3, -0.77],
    "ShearY": [0.21, -0.99],
    "TranslateX": [3, -2],
    "TranslateY": [4, -1],
    "Brightness": [0.0, 0.35, 1.9],
    "Contrast": [0.0, 0.35, 1.9],
    "Saturation": [0.0, 0.35, 1.9],
    "Hue": [0.5, 0.13, -0.21],
    "Sharpness": [0.1, 1.9],
    "Grey": [0],
    "Blur": [0.1, 0.6, 1.0, 2.0],
    "Posterize": [1, 4, 8],
    "Solarize": [0.0, 127.5, 255.0],
    "AutoContrast": [0],
    "Equalize": [0],
    "Invert": [0],
}

# source size, left, top, width, height, target size
CROPS = [
    ((9, 7, 3), 1, 2, 5, 4, (9, 7)),
    ((9, 7, 1), 0, 0, 7, 9, (9, 7)),
    ((9, 7, 3), 3, 8, 1, 1, (4, 3)),
    ((24, 20, 3), 3, 2, 16, 21, (8, 8)),
    ((32, 32, 3), 5, 4, 20, 17, (32, 32)),
]


def noise(height, width, channels):
    """Values from 20 to 219: room for what stretches the contrast."""
    state, out = 12345, bytearray()
    for _ in range(height * width * channels):
        state = (state * 1103515245 + 12345) % (1 << 31)
        out.append(20 + (state >> 16) % 200)
    return bytes(out)


def image_of(size):
    height, width, channels = size
    return Image.frombytes("RGB" if channels == 3 else "L", (width, height), noise(*size))


def fill_of(image):
    return list(FILL) if image.mode == "RGB" else [FILL[0]]


def affine(image, translate=(0, 0), shear=(0.0, 0.0), center=None):
    return F.affine(image, angle=0.0, translate=list(translate), scale=1.0, shear=list(shear), center=center,
                    interpolation=InterpolationMode.NEAREST, fill=fill_of(image))


def shear_degrees(tangent):
    return math.degrees(math.atan(tangent))


APPLY = {
    "RotateSmooth": lambda i, a: F.rotate(i, a, interpolation=InterpolationMode.BILINEAR, fill=fill_of(i)),
    "Rotate": lambda i, a: F.rotate(i, a, interpolation=InterpolationMode.NEAREST, fill=fill_of(i)),
    "ShearX": lambda i, a: affine(i, shear=(shear_degrees(a), 0.0), center=[0, 0]),
    "ShearY": lambda i, a: affine(i, shear=(0.0, shear_degrees(a)), center=[0, 0]),
    "TranslateX": lambda i, a: affine(i, translate=(a, 0)),
    "TranslateY": lambda i, a: affine(i, translate=(0, a)),
    "Brightness": F.adjust_brightness,
    "Contrast": F.adjust_contrast,
    "Saturation": F.adjust_saturation,
    "Hue": F.adjust_hue,
    "Sharpness": F.adjust_sharpness,
    "Grey": lambda i, a: F.to_grayscale(i, num_output_channels=3) if i.mode == "RGB" else i,
    "Posterize": F.posterize,
    "Solarize": F.solarize,
    "AutoContrast": lambda i, a: F.autocontrast(i),
    "Equalize": lambda i, a: F.equalize(i),
    "Invert": lambda i, a: F.invert(i),
}


def blur(image, sigma):
    radius = [min(math.ceil(3 * sigma), side - 1) for side in image.size]
    return F.gaussian_blur(image, kernel_size=[2 * r + 1 for r in radius], sigma=[sigma, sigma])


APPLY["Blur"] = blur


def listed(data):
    return "{" + ", ".join(str(value) for value in data) + "}"


def heading():
    return (f"// Written by make_augmentation_goldens.py with torchvision {torchvision.__version__.split('+')[0]}, "
            f"Pillow {PIL.__version__}.\n")


def operation_goldens():
    lines = [heading()]
    for kind, amounts in OPERATIONS.items():
        for amount in amounts:
            for size in SIZES:
                out = APPLY[kind](image_of(size), amount).tobytes()
                lines.append(f'{{PixelOperationKind::{kind}, {amount}, {{{size[0]}, {size[1]}, {size[2]}}}, '
                             f'{listed(out)}, ""}},\n')
            if kind != "Blur":
                digest = hashlib.sha256(APPLY[kind](image_of(LARGE), amount).tobytes()).hexdigest()
                lines.append(f'{{PixelOperationKind::{kind}, {amount}, {{{LARGE[0]}, {LARGE[1]}, {LARGE[2]}}}, '
                             f'{{}}, "{digest}"}},\n')
    return lines


def crop_goldens():
    lines = [heading()]
    for size, left, top, width, height, target in CROPS:
        out = F.resized_crop(image_of(size), top, left, height, width, list(target),
                             interpolation=InterpolationMode.BILINEAR, antialias=True).tobytes()
        lines.append(f"{{{{{size[0]}, {size[1]}, {size[2]}}}, {left}, {top}, {width}, {height}, "
                     f'{{{target[0]}, {target[1]}, {size[2]}}}, "{hashlib.sha256(out).hexdigest()}"}},\n')
    return lines


def policy_goldens():
    """Every strength of every operation for images of 64 x 48, as their tables give them, before the sign."""
    lines = [heading()]
    names = {"Color": "Saturation"}
    for policy, transform, bins in (("RandAugment", RandAugment(), 31), ("TrivialAugment", TrivialAugmentWide(), 31),
                                    ("AutoAugmentCifar10", AutoAugment(AutoAugmentPolicy.CIFAR10), 10)):
        for kind, (table, signed) in transform._AUGMENTATION_SPACE.items():
            values = table(bins, 48, 64)
            if values is not None:
                text = listed(f"{float(value):.6g}" for value in values)
                lines.append(f"{{AugmentationPolicy::{policy}, PixelOperationKind::{names.get(kind, kind)}, "
                             f"{str(signed).lower()}, {text}}},\n")
    return lines


folder = pathlib.Path(__file__).parent
(folder / "operation_goldens.inc").write_text("".join(operation_goldens()))
(folder / "crop_goldens.inc").write_text("".join(crop_goldens()))
(folder / "policy_goldens.inc").write_text("".join(policy_goldens()))
