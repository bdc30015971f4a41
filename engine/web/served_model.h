#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/resize_rule.h"

namespace saccade {

/// What the endpoint tells of the network that it serves.
struct ServedModel
{
    std::string title;
    std::vector<std::string> classNames;
    ResizeRule input;
    std::optional<double> rejectThreshold; ///< an answer with less probability than this is "unknown"
    std::size_t top = 5;                   ///< classes in an answer, at most
};

} // namespace saccade
