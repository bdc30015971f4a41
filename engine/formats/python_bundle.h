#pragma once

#include <string>

#include "engine/formats/portable_model.h"

namespace saccade {

/// The constants that pythonDecoding() and pythonResizing() use. Any thread.
[[nodiscard]] std::string pythonInputConstants(const PortableModel& model);

/// preprocess.py of a deploy bundle: `preprocess(source)` gives a NumPy array of bytes, (1, C, H, W), of an image file
/// (a path, or opened), equal to this program's pixels. Needs NumPy and Pillow. Any thread.
[[nodiscard]] std::string pythonPreprocessModule(const PortableModel& model);

} // namespace saccade
