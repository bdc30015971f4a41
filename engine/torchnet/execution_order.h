#pragma once

#include <vector>

#include "engine/torchnet/fused_norm.h"

namespace saccade {

/// One thing to run: a node, or a chain of nodes done together.
struct ExecutionUnit
{
    int node = 0;                     ///< whose output it gives
    int parameters = 0;               ///< the node that has its parameters
    const NormChain* chain = nullptr; ///< or none: the node's own layer
    std::vector<int> inputs;          ///< nodes it reads; the second of a chain is what it adds
    std::vector<int> lastRead;        ///< of those, what no later unit reads
};

/// Units in the order of the graph. With chains, they stand for their nodes; the chains must outlive the units.
[[nodiscard]] std::vector<ExecutionUnit> orderUnits(const LayerGraph& graph, const std::vector<NormChain>& chains);

} // namespace saccade
