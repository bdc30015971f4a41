#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace saccade {

struct FoundImages
{
    std::vector<std::filesystem::path> files;
    std::vector<Error> problems; ///< folders that cannot be read or hold no image file
};

/// Files as given, whatever their name; of folders all image files at any depth, by their names' order: those with an
/// image's ending, and others whose first bytes are a JPEG's, PNG's, GIF's or WebP's. Links to folders are not
/// followed. Blocks.
[[nodiscard]] FoundImages findImageFiles(const std::vector<std::string>& paths);

} // namespace saccade
