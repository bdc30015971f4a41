#pragma once

#include "engine/network/layer_graph.h"

namespace saccade {

/// The graph with a DropoutLayer of this probability before its last LinearLayer; probability 0, or a graph without
/// such a layer, gives it back as it was. Names and first values of all parameters stay. Any thread.
[[nodiscard]] LayerGraph withHeadDropout(LayerGraph graph, double probability);

} // namespace saccade
