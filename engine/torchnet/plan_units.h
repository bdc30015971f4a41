#pragma once

#include <vector>

#include "engine/network/host_tensor.h"
#include "engine/network/layer_graph.h"
#include "engine/torchnet/activation_math.h"

namespace saccade {

/// Nodes that one pass over memory does: what the first one gives, then function(x * factor + offset + other).
struct PlanUnit
{
    int first = 0;
    int last = 0;
    bool isPlain = false;       ///< the first node is itself part of what follows: its input is taken as it is
    std::vector<double> factor; ///< for each channel; empty: 1 and 0
    std::vector<double> offset;
    int other = -1; ///< the node whose output is added, or none
    PointFunction function = PointFunction::None;
};

/// All units of a graph with running statistics, in an order in which they can run. Inner nodes are read by the next
/// one alone; dropout belongs to the unit before it. The tensors fit the graph. Any thread.
[[nodiscard]] std::vector<PlanUnit> findPlanUnits(const LayerGraph& graph, const NamedTensors& tensors);

} // namespace saccade
