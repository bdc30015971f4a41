#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/data/mapped_store.h"
#include "engine/data/pixel_index.h"

namespace saccade {

/// Names below the cache folder; a folder whose name has the mark is not complete.
inline constexpr const char* kPixelsFolder = "pixels";
inline constexpr const char* kIndexFile = "index.bin";
inline constexpr const char* kPixelsFile = "pixels.bin";
inline constexpr const char* kThumbnailsFile = "thumbnails.bin";
inline constexpr const char* kPartialMark = ".partial";

[[nodiscard]] inline bool isPartial(const std::filesystem::path& folder)
{
    return folder.filename().native().find(kPartialMark) != std::string::npos;
}

[[nodiscard]] inline std::span<const std::uint8_t> bytesOf(const MappedBlob& blob)
{
    return {blob.data(), static_cast<std::size_t>(blob.size())};
}

} // namespace saccade
