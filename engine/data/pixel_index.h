#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"
#include "engine/data/mapped_store.h"

namespace saccade {

/// Everything of a data set but its pixels, and where those lie.
struct PixelIndex
{
    std::string fingerprint; ///< of the source; another one means that the pixels are out of date
    DataSet set;             ///< without stores
    std::uint64_t pixelBytes = 0;
    std::uint64_t thumbnailBytes = 0;
    std::vector<ImagePlace> pixels;
    std::vector<ImagePlace> thumbnails;            ///< empty: the pixels are the thumbnails
    std::vector<std::uint64_t> pixelChecksums;     ///< of each block of the pixels, see block_checksum.h
    std::vector<std::uint64_t> thumbnailChecksums; ///< likewise
};

/// Little-endian, versioned, ends with a SHA-256 of what stands before it. Any thread.
[[nodiscard]] std::vector<std::uint8_t> encodePixelIndex(const PixelIndex& index);

/// Takes nothing on trust: FormatInvalid (FormatTooNew for a later version) unless every count, label, part, size and
/// place is possible and every place lies inside its blob. Any thread.
[[nodiscard]] Result<PixelIndex> decodePixelIndex(std::span<const std::uint8_t> bytes);

} // namespace saccade
