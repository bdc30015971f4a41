#!/usr/bin/env python3
"""What exported modules make of image files: read_images.py IMAGES MODULE.py...

Writes the network's input beside each image, IMAGE.MODULE, and what was decoded, IMAGE.decoded.
"""
import importlib.util
import pathlib
import sys

import numpy as np
import torch
from PIL import Image


def import_file(path):
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    images = sorted(pathlib.Path(sys.argv[1]).iterdir())
    modules = [import_file(pathlib.Path(path)) for path in sys.argv[2:]]
    for image in images:
        decoded = modules[0].decode(image)
        if decoded.ndim == 2:
            decoded = np.repeat(decoded[..., None], 3, 2)
        image.with_name(image.name + ".decoded").write_bytes(np.ascontiguousarray(decoded).tobytes())
        for module in modules:
            with open(image, "rb") as file:
                pixels = module.preprocess(file)
            name = pathlib.Path(module.__file__).stem
            assert pixels.shape == (1, module.CHANNELS, *module.INPUT_SIZE), pixels.shape
            if image.suffix == ".jpg" or "8" in image.stem and image.suffix == ".png":
                opened = module.preprocess(Image.open(image))  # Pillow keeps all there is of these
                assert torch.equal(opened, pixels), image
            data = pixels[0].permute(1, 2, 0).contiguous().numpy().tobytes()
            image.with_name(image.name + "." + name).write_bytes(data)


main()
