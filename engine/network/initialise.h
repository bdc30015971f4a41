#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/host_tensor.h"
#include "engine/network/layer_graph.h"

namespace saccade {

/// Gives the second moments of the training patches for a kernel side (computePatchMoments); asked only by graphs with
/// a whitening layer.
using PatchMoments = std::function<std::vector<double>(int kernel)>;

/// First values of all parameters and buffers: a pure function of graph, seed and moments. Buffers: mean 0, variance 1.
/// Blocks for some milliseconds. Any thread.
[[nodiscard]] Result<NamedTensors> initialiseParameters(const LayerGraph& graph, std::uint64_t seed,
                                                        const PatchMoments& moments);

/// Does `tensors` hold exactly the graph's parameters and buffers, with their shapes? WeightsMismatch names the first
/// fault.
[[nodiscard]] Result<void> checkTensors(const LayerGraph& graph, const NamedTensors& tensors);

} // namespace saccade
