#include "engine/formats/python_module.h"

#include "engine/formats/python_bundle.h"
#include "engine/formats/python_layers.h"
#include "engine/formats/python_preprocess.h"
#include "engine/formats/python_text.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

constexpr std::string_view kHead = R"py("""An image classifier, and what an image becomes before it sees it.

    python FILE.py IMAGE...      classifies image files

It needs PyTorch, NumPy and Pillow, and safetensors for weights of that kind.
"""
import argparse
import io
import json
import pathlib
import re
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

)py";

std::string numberList(const std::array<double, 3>& values, int count)
{
    std::string text = "[";
    for (int i = 0; i < count; ++i) {
        text += (i > 0 ? ", " : "") + pythonNumber(values[static_cast<std::size_t>(i)]);
    }
    return text + "]";
}

std::string constants(const PortableModel& model)
{
    const InputLayer& input = model.network.input();
    const int channels = input.size.channels;
    std::string text = pythonStrings("CLASSES", model.classNames);
    text += "TEMPERATURE = " + pythonNumber(model.temperature) + "  # logits are divided by it\n";
    text += "THRESHOLD = " + (model.rejectThreshold ? pythonNumber(*model.rejectThreshold) : "None") +
            "  # less probability than this is \"unknown\"\n";
    text += '\n';
    text += pythonInputConstants(model);
    text += "MEAN = " + numberList(input.normalisation.mean, channels) + "  # of 0..1\n";
    text += "DEVIATION = " + numberList(input.normalisation.deviation, channels) + "\n";
    return text;
}

} // namespace

Result<std::string> pythonModule(const PortableModel& model)
{
    const Result<GraphSummary> summary = summarise(model.network);
    if (!summary) {
        return summary.error();
    }
    if (model.classNames.size() != static_cast<std::size_t>(summary->nodes.back().output.channels)) {
        return Error{ErrorCode::FormatInvalid, std::to_string(model.classNames.size()) + " class names", {}};
    }
    std::string text(kHead);
    text += constants(model);
    text += pythonLayers(model.network, *summary);
    text += pythonDecoding();
    text += pythonResizing();
    text += pythonAnswering();
    return text;
}

} // namespace saccade
