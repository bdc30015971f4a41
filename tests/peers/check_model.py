#!/usr/bin/env python3
"""Holds exported models to PyTorch: check_model.py FOLDER NAME...

FOLDER holds for each name: NAME.py, NAME.pt, NAME.safetensors, and what the program says of them: NAME.names.json (name
to shape), NAME.values (float32 of all arrays in the order of their names), NAME.pixels (bytes, images after each other,
rows of pixels of channels), NAME.probabilities (float32). Prints the largest difference of a probability for each name.
"""
import importlib.util
import json
import pathlib
import subprocess
import sys
import zipfile

import numpy as np
import PIL.Image
import safetensors.torch
import torch

TOLERANCE = 1e-5


def import_file(path):
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def check_values(base):
    shapes = json.loads(base.with_suffix(".names.json").read_text())
    wanted = base.with_suffix(".values").read_bytes()
    archive = zipfile.ZipFile(base.with_suffix(".pt"))
    assert archive.testzip() is None
    for entry in archive.infolist():
        data = entry.header_offset + 30 + sum(np.frombuffer(
            base.with_suffix(".pt").read_bytes()[entry.header_offset + 26:entry.header_offset + 30], "<u2").tolist())
        assert data % 64 == 0 and entry.compress_type == zipfile.ZIP_STORED, entry
    for state in (torch.load(base.with_suffix(".pt"), weights_only=True),
                  torch.load(base.with_suffix(".pt"), weights_only=True, mmap=True),
                  safetensors.torch.load_file(base.with_suffix(".safetensors"))):
        assert {name: list(tensor.shape) for name, tensor in state.items()} == shapes
        assert all(tensor.dtype == torch.float32 for tensor in state.values())
        assert b"".join(state[name].numpy().tobytes() for name in sorted(state)) == wanted


def check_answers(base, module, network):
    height, width = module.INPUT_SIZE
    pixels = np.frombuffer(base.with_suffix(".pixels").read_bytes(), np.uint8)
    pixels = torch.from_numpy(pixels.reshape(-1, height, width, module.CHANNELS).copy()).permute(0, 3, 1, 2)
    wanted = np.frombuffer(base.with_suffix(".probabilities").read_bytes(), np.float32).reshape(len(pixels), -1)
    largest = 0.0
    for given in (pixels, pixels.float()):
        answers = module.probabilities(network, given).numpy()
        largest = max(largest, float(np.abs(answers - wanted).max()))
    assert largest <= TOLERANCE, (base.name, largest)
    assert wanted.max(1).std() > 1e-4, "answers that do not depend on the image prove nothing"
    if any(not part for key in network.state_dict() for part in key.split(".")):
        return largest  # torch.export knows no modules without a name
    exported = torch.export.export(network, (pixels[:2],))
    with torch.no_grad():
        assert torch.equal(exported.module()(pixels[:2]), network(pixels[:2]))
    return largest


def check_program(base, module):
    """The file run as a program: a line an image, the program's own classes, and one for what is no image."""
    height, width = module.INPUT_SIZE
    pixels = np.frombuffer(base.with_suffix(".pixels").read_bytes(), np.uint8).reshape(-1, height, width, module.CHANNELS)
    wanted = np.frombuffer(base.with_suffix(".probabilities").read_bytes(), np.float32).reshape(len(pixels), -1)
    image, broken = base.with_suffix(".png"), base.with_suffix(".txt")
    PIL.Image.fromarray(pixels[0].squeeze()).save(image)
    broken.write_text("no image")
    for arguments in ([], ["--weights", str(base.with_suffix(".safetensors"))]):
        run = subprocess.run([sys.executable, str(base.with_suffix(".py")), *arguments, str(image), str(broken)],
                             capture_output=True, text=True, check=False)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        assert run.returncode == 1 and len(lines) == 2 and "error" in lines[1], run
        best = int(wanted[0].argmax())
        assert lines[0]["class"] == module.CLASSES[best] and len(lines[0]["top"]) == 5, lines
        assert abs(lines[0]["top"][0]["probability"] - float(wanted[0, best])) <= TOLERANCE
    network = module.load(base.with_suffix(".pt"))
    module.THRESHOLD = 0.9999
    assert module.classify(network, image)["class"] == "unknown"
    module.THRESHOLD, module.TEMPERATURE = None, 1e6
    top = module.classify(network, PIL.Image.open(image))["top"]
    assert abs(top[0]["probability"] - 1 / len(module.CLASSES)) < 1e-3, "a high temperature levels all classes"


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    for name in sys.argv[2:]:
        base = folder / name
        check_values(base)
        module = import_file(folder / (name + ".py"))
        own = module.Network().state_dict()
        saved = torch.load(base.with_suffix(".pt"), weights_only=True)
        assert {key for key in own if not key.endswith("num_batches_tracked")} == set(saved), name
        largest = max(check_answers(base, module, module.load(base.with_suffix(ending)))
                      for ending in (".pt", ".safetensors"))
        check_program(base, module)
        saved.pop(next(key for key in saved if key.endswith("weight")))
        try:
            module.Network().load_state_dict(saved, strict=True)
            raise AssertionError("a missing array went unnoticed")
        except RuntimeError:
            pass
        style = subprocess.run([sys.executable, "-m", "pycodestyle", str(folder / (name + ".py"))],
                               capture_output=True, text=True, check=False)
        assert style.returncode == 0, style.stdout
        print(f"{name}: {largest:.2e}")


main()
