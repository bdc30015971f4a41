#pragma once

#include <ATen/core/Tensor.h>
#include <vector>

#include "engine/network/graph_summary.h"
#include "engine/network/host_tensor.h"
#include "engine/torchnet/compute_type.h"

namespace saccade {

/// Where a node's parameters and buffers lie in GraphSummary::parameters; -1 = has none.
struct NodeSlots
{
    int weight = -1;
    int bias = -1;
    int runningMean = -1;
    int runningVariance = -1;
};

[[nodiscard]] std::vector<NodeSlots> bindSlots(const LayerGraph& graph, const GraphSummary& summary);

/// All parameters and buffers of a graph as tensors, in the order of GraphSummary::parameters.
using NetworkState = std::vector<at::Tensor>;

/// fp32 master tensors from values, convolution weights in channels_last. The tensors fit the graph (checkTensors).
[[nodiscard]] NetworkState toState(const GraphSummary& summary, const NamedTensors& tensors, c10::Device device);
/// The other way. Blocks for the copy.
[[nodiscard]] NamedTensors toNamedTensors(const GraphSummary& summary, const NetworkState& state);

/// Copies of the masters to compute with: types as ComputeType says.
[[nodiscard]] NetworkState computeCopy(const LayerGraph& graph, const GraphSummary& summary,
                                       const NetworkState& masters, const ComputeType& compute);

} // namespace saccade
