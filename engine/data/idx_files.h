#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

/// What the name of an IDX file says, e.g. "train-images-idx3-ubyte.gz".
struct IdxName
{
    std::string pair;   ///< equal for the two files of a pair
    std::string set;    ///< equal for the pairs of a set
    std::string word;   ///< "train", "t10k", "test", or "" when the name has none of them
    std::string beside; ///< the other file of the pair, without ".gz"
    bool isLabels = false;
    bool isUsual = false; ///< has "idx" or "ubyte" in it: a folder with such a file holds IDX files
};

/// Nothing when the name has neither "images" nor "labels" in it.
[[nodiscard]] std::optional<IdxName> readIdxName(const std::string& leaf);

struct IdxPair
{
    std::filesystem::path images;
    std::filesystem::path labels;
    std::string word; ///< as in IdxName, "images" for ""
    Part part = Part::Training;
};

/// The pairs of the one set in a folder, or of the set that a file belongs to, training first. A plain file is
/// preferred to its packed twin. FileNotFound (path: the file that lacks), SourceUnsupported (several sets in a
/// folder), FileUnreadable. Blocks.
[[nodiscard]] Result<std::vector<IdxPair>> findIdxPairs(const std::filesystem::path& folderOrFile);

} // namespace saccade
