#pragma once

#include <memory>

#include "engine/data/raw_source.h"
#include "engine/decode/encoded_source.h"

namespace saccade {

/// CIFAR or IDX files at a path (see openRawSource(), also a tar with CIFAR files in it) as images that need no
/// decoder; nullptr when something else lies there. Blocks: milliseconds.
[[nodiscard]] Result<std::unique_ptr<EncodedSource>> openRawImages(const std::filesystem::path& path);

} // namespace saccade
