#!/usr/bin/env python3
"""Writes resnet18_names.inc: parameters and buffers of torchvision's resnet18 with their shapes, in its own order.

Run with any Python that has torch and torchvision:  python make_resnet18_names.py > resnet18_names.inc
"""
import torch
import torchvision

print(f"// Written by make_resnet18_names.py with torchvision {torchvision.__version__.split('+')[0]}; do not edit.")
with torch.device("meta"):
    model = torchvision.models.resnet18(num_classes=10)
for name, tensor in model.state_dict().items():
    if not name.endswith("num_batches_tracked"):
        print(f'    {{"{name}", {{{", ".join(str(side) for side in tensor.shape)}}}}},')
