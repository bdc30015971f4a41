#pragma once

#include "engine/network/layer_graph.h"

/// A few nodes of different kinds, for 2 classes: short as text.
[[nodiscard]] saccade::LayerGraph smallGraph();
