#pragma once

#include <ATen/core/Tensor.h>
#include <optional>

#include "engine/torchnet/graph_executor.h"
#include "engine/training/heat_map.h"

namespace saccade {

/// The last node whose output still has positions, more than one of them; none in a network without.
[[nodiscard]] std::optional<int> lastSpatialNode(const GraphSummary& summary);

/// The heat map of one image (normalised input, 1 x C x H x W) for one class. Needs a TorchThread.
[[nodiscard]] HeatMap makeHeatMap(const GraphExecutor& executor, const NetworkState& state, const at::Tensor& input,
                                  int node, int classIndex, HeatMapMethod method);

} // namespace saccade
