#pragma once

#include <string>

#include "engine/network/graph_summary.h"
#include "engine/network/layer_graph.h"

namespace saccade {

/// The classes of the network itself: `Network` and what it needs beside torch.nn. MEAN and DEVIATION are lists of the
/// file around it. Any thread.
[[nodiscard]] std::string pythonLayers(const LayerGraph& graph, const GraphSummary& summary);

/// The lines of Network.forward(), which has `pixels`: a line a node, in graph order.
[[nodiscard]] std::string pythonForward(const LayerGraph& graph);

/// How the module of that node is reached from `self`.
[[nodiscard]] std::string pythonAccess(const LayerGraph& graph, const std::string& name);

} // namespace saccade
