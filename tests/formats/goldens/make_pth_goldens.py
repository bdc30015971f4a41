#!/usr/bin/env python3
"""Writes the .pth files beside it, which tests/formats/tst_pth_reader.cpp reads: small state dicts of every shape that
people save, in both containers.

Run with the environment of tests/peers/install-torch:  build/peers-torch/bin/python make_pth_goldens.py
"""
import collections
import pathlib

import torch

FOLDER = pathlib.Path(__file__).parent


def values(*shape, dtype=torch.float32):
    """-1, -0.75, -0.5, ...: exact in every type."""
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float64) / 4 - 1).reshape(shape).to(dtype)


def save(name, content, legacy=True):
    torch.save(content, FOLDER / f"zip_{name}.pth")
    if legacy:
        torch.save(content, FOLDER / f"legacy_{name}.pth", _use_new_zipfile_serialization=False)


def main():
    save("dict", {"a": values(2, 3), "b": values(), "empty": values(0, 4)})
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 2, bias=False), torch.nn.BatchNorm2d(2))
    with torch.no_grad():
        for tensor in model.state_dict().values():
            tensor.copy_(values(*tensor.shape, dtype=tensor.dtype))
    save("module", model.state_dict())
    save("types", {str(dtype).split(".")[1]: values(3, dtype=dtype)
                   for dtype in (torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16,
                                 torch.int8, torch.uint8, torch.bool)})
    wrapped = collections.OrderedDict(("module." + name, values(2)) for name in ("x", "y"))
    save("checkpoint", {"epoch": 3, "lr": 0.5, "state_dict": wrapped, "optimizer": {"state": {}, "groups": [{"lr": 1e-3}]}})
    base = values(4, 6)
    save("views", {"transposed": base.t(), "part": base[1:3, 2:5], "same": base, "strided": base.flatten()[1::5]})
    save("parameter", {"model": {"w": torch.nn.Parameter(values(2, 2))}})
    torch.save({"wide": values(1).expand(1000)}, FOLDER / "zip_expanded.pth")


main()
