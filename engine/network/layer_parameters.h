#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/network/graph_summary.h"

namespace saccade {

/// Parameters and buffers of nodes[index], which reads an output of shape `input`. GraphInvalid, without the node's
/// name, when a rule does not fit its parameter. Any thread.
[[nodiscard]] Result<std::vector<ParameterInfo>> inferParameters(const LayerGraph& graph, int index,
                                                                 const OutputShape& input);

} // namespace saccade
