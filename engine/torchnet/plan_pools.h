#pragma once

#include "engine/network/layer_graph.h"
#include "engine/torchnet/image_plan.h"

namespace saccade {

/// Passes of one image without weights. Any thread.

/// An average reads the border as zeros, a maximum never reads it.
void poolImage(const PoolLayer& layer, const PlanBuffer& input, PlanBuffer& output);
/// The output has one position.
void poolWhole(Pooling kind, const PlanBuffer& input, PlanBuffer& output);
/// To the order channel, row, column.
void flattenImage(const PlanBuffer& input, PlanBuffer& output);

} // namespace saccade
