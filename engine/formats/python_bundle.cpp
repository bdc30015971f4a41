#include "engine/formats/python_bundle.h"

#include "engine/formats/python_preprocess.h"
#include "engine/formats/python_text.h"

namespace saccade {

namespace {

constexpr std::string_view kHead = R"py("""What an image becomes before the network sees it.

    preprocess("cat.jpg")      a NumPy array of bytes, (1, C, H, W)

It needs NumPy and Pillow.
"""
import io
import pathlib
import re
import struct

import numpy as np
from PIL import Image

)py";

constexpr std::string_view kTail = R"py(

def preprocess(source):
    """The network's input, bytes of shape (1, C, H, W), of an image file
    (path or opened) or a PIL image."""
    planes = input_pixels(source).transpose(2, 0, 1)
    return np.ascontiguousarray(planes)[None]
)py";

} // namespace

std::string pythonInputConstants(const PortableModel& model)
{
    const ImageSize& size = model.network.input().size;
    std::string text =
        "INPUT_SIZE = (" + std::to_string(size.height) + ", " + std::to_string(size.width) + ")  # height, width\n";
    text += "CHANNELS = " + std::to_string(size.channels) + "\n";
    text += "RESIZE = " + pythonString(resizeModeName(model.resize)) + "  # squash, pad or crop\n";
    text += "PADDING = " + std::to_string(kPadValue) + "\n";
    text += "KINDS = [\"JPEG\", \"PNG\", \"BMP\", \"WEBP\", \"PPM\", \"GIF\"]\n";
    return text;
}

std::string pythonPreprocessModule(const PortableModel& model)
{
    std::string text(kHead);
    text += pythonInputConstants(model);
    text += pythonDecoding();
    text += pythonResizing();
    return text.append(kTail);
}

} // namespace saccade
