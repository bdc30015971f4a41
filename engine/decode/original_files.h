#pragma once

#include "engine/training/image_reader.h"

namespace saccade {

/// ImageReader::readOriginals().
[[nodiscard]] Result<void> readOriginalFiles(const std::string& source, const std::set<std::string>& names,
                                             std::stop_token stop,
                                             const std::function<bool(const OriginalFile&)>& take);

/// As a lossless PNG file. Blocks.
[[nodiscard]] Result<std::vector<std::uint8_t>> encodePng(ImageView image);

} // namespace saccade
