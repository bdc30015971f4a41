#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/data/image.h"
#include "engine/decode/image_header.h"

namespace saccade {

/// PNG, BMP, still WebP and PNM through OpenCV: 8 bits, grey or RGB, alpha over white. ImageDamaged; OutOfMemory.
/// Blocks.
[[nodiscard]] Result<Image> decodeWithOpenCv(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name);

} // namespace saccade
