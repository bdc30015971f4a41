#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/data/image.h"
#include "engine/decode/image_header.h"

namespace saccade {

/// A still WebP, or the first frame of an animated one on its white canvas. As decodeWithOpenCv(). Blocks.
[[nodiscard]] Result<Image> decodeWebP(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name);

} // namespace saccade
