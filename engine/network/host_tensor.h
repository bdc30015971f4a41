#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace saccade {

/// A dense float32 array in main memory, C order. rank 0 is one number.
struct HostTensor
{
    std::vector<std::int64_t> shape;
    std::vector<float> values; ///< product of shape

    bool operator==(const HostTensor&) const = default;
};

/// Parameters and buffers by their name in the graph, e.g. "conv1.weight", "norm1.running_mean".
using NamedTensors = std::map<std::string, HostTensor>;

} // namespace saccade
