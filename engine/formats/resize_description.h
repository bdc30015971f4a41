#pragma once

#include <string>

#include "engine/data/resize_rule.h"

namespace saccade {

/// The resize of every image, in words for whoever must do the same outside the program: which part of the image
/// becomes which part of the input, filter, rounding and what is left over. English, one line. Any thread.
[[nodiscard]] std::string resizeDescription(const ResizeRule& rule);

} // namespace saccade
