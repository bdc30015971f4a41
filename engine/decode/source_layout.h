#pragma once

#include <string>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// Where an image belongs, or why it belongs nowhere.
struct Placement
{
    std::int32_t label = -1; ///< -1: nowhere
    Part part = Part::Training;
    const char* reason = ""; ///< when label is -1
    std::string group = {};  ///< as in Sample
};

/// Classes and parts of a source's images.
struct SourceLayout
{
    std::vector<std::string> classNames;
    std::vector<Placement> placements;     ///< one for each image
    std::vector<std::string> emptyClasses; ///< folders that would be classes, had they a usable image
    bool hasGivenTest = false;
    bool hasGivenValidation = false;
    bool hasOnlyTestFiles = false; ///< as in DataSet
};

} // namespace saccade
