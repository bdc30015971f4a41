#pragma once

#include "engine/torchnet/graph_executor.h"
#include "engine/training/trainer.h"

namespace saccade {

/// ComputeEngine::createRoundingPredictor(). Any thread.
[[nodiscard]] Result<std::unique_ptr<Predictor>>
makeRoundingPredictor(const LayerGraph& graph, const NamedTensors& tensors, const NamedByteScales& scales);

/// ComputeEngine::measureRanges(). Blocks. Any thread.
[[nodiscard]] Result<NamedRanges> measureNodeRanges(const LayerGraph& graph, const NamedTensors& tensors,
                                                    const std::vector<std::string>& nodes, const DataSet& dataSet,
                                                    const std::vector<std::int32_t>& indices,
                                                    const std::stop_token& stop);

} // namespace saccade
