#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/data/image.h"
#include "engine/decode/image_header.h"

namespace saccade {

/// The first frame of a GIF on its canvas, RGB, transparent and uncovered pixels white. ImageDamaged. Blocks.
[[nodiscard]] Result<Image> decodeGif(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name);

} // namespace saccade
