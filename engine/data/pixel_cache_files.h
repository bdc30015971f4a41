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

/// The index's data set with its stores. Without places of their own the pixels serve as thumbnails.
[[nodiscard]] inline DataSet withStores(PixelIndex index, std::shared_ptr<const MappedBlob> pixels,
                                        std::shared_ptr<const MappedBlob> thumbnails)
{
    DataSet set = std::move(index.set);
    set.pixels = std::make_shared<MappedStore>(std::move(pixels), std::move(index.pixels));
    set.thumbnails = index.thumbnails.empty()
                         ? set.pixels
                         : std::make_shared<MappedStore>(std::move(thumbnails), std::move(index.thumbnails));
    return set;
}

} // namespace saccade
