#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/image.h"

namespace saccade {

/// A picture as a PNG file (ISO/IEC 15948): 8 bits, grey or RGB, rows unfiltered. For small pictures in documents;
/// files for other programs are made where OpenCV is. Any thread.
[[nodiscard]] std::vector<std::uint8_t> encodePng(ImageView image);

} // namespace saccade
