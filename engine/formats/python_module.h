#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/formats/portable_model.h"

namespace saccade {

/// The text of a Python file that answers as the model does: `Network`, a torch.nn.Module whose state dict has the
/// graph's parameters and buffers by their names and which takes pixels 0..255 (N, C, H, W), bytes or floats, and gives
/// logits; `load(path)` of a .pt or .safetensors file, strictly; `preprocess(image)` of a file or a PIL image, equal to
/// this program's pixels; `probabilities` and `classify`, with temperature and threshold. As a program it classifies
/// files. Needs PyTorch, NumPy and Pillow. The tensors are not looked at. GraphInvalid as summarise(), FormatInvalid
/// when classes and logits differ in number. Any thread.
[[nodiscard]] Result<std::string> pythonModule(const PortableModel& model);

} // namespace saccade
