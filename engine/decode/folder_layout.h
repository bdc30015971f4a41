#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

/// Where an image belongs, or why it belongs nowhere.
struct Placement
{
    std::int32_t label = -1; ///< -1: not in a class folder
    Part part = Part::Training;
    const char* reason = ""; ///< when label is -1
};

/// Classes and parts found in the paths of a source's images.
struct FolderLayout
{
    std::vector<std::string> classNames;   ///< sorted bytewise
    std::vector<Placement> placements;     ///< one for each image
    std::vector<std::string> emptyClasses; ///< folders that would be classes, had they a usable image
    bool hasGivenTest = false;
    bool hasGivenValidation = false;
};

inline constexpr std::size_t kMaxFoldersBelowClass = 8;

/// images and folders are paths inside the source. One sub-folder is a class; folders named train, val (valid,
/// validation) and test divide them; single folders around all of that are passed through; deeper folders belong to
/// their class. DataSetEmpty, TooFewClasses (detail: the class), ClassesDisagree (detail: class and part). Pure.
[[nodiscard]] Result<FolderLayout> layOutFolders(const std::vector<std::string>& images,
                                                 const std::vector<std::string>& folders);

/// A folder name that stands for a part, in any case of letters.
[[nodiscard]] std::optional<Part> partNamed(std::string_view folder);

} // namespace saccade
