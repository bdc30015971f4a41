#pragma once

#include <cstdint>
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

/// Values as 8-bit numbers: x = scale * (q - zero), q from 0 to 255, rounded to the nearest, halves to even.
struct ByteScale
{
    float scale = 1;
    std::uint8_t zero = 0;

    bool operator==(const ByteScale&) const = default;
};

/// By the node's name.
using NamedByteScales = std::map<std::string, ByteScale>;

} // namespace saccade
