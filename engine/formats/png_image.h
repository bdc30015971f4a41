#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/image.h"

namespace saccade {

/// A picture as a PNG file (ISO/IEC 15948): 8 bits, grey or RGB, rows unfiltered. For small pictures in documents;
/// files for other programs are made where OpenCV is. (Its function there is called encodePng(): two of one name in two
/// libraries would be one for the loader.) Any thread.
[[nodiscard]] std::vector<std::uint8_t> smallPng(ImageView image);

} // namespace saccade
