#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/network/layer_graph.h"

namespace saccade {

/// Whether the archive's own language can hold the nodes' names: ExportUnsupported names one with a part that is empty,
/// a word of Python, or what the module calls its own. Any thread.
[[nodiscard]] Result<void> checkScriptNames(const LayerGraph& graph);

/// forward() of a network in TorchScript's language: pixels 0..255 (N x C x H x W) in, probabilities out. Each
/// parameter is reached by the parts of its name, which may be numbers. Any thread.
[[nodiscard]] std::string scriptForward(const LayerGraph& graph);

} // namespace saccade
