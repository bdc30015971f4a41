#pragma once

#include <map>
#include <string>

namespace saccade {

/// From the lowest to the highest value that a node gave for some images, or from a low to a high percentile of them.
struct ValueRange
{
    float low = 0;
    float high = 0;

    bool operator==(const ValueRange&) const = default;
};

/// By the node's name.
using NamedRanges = std::map<std::string, ValueRange>;

} // namespace saccade
