#pragma once

#include <memory>

#include "engine/torchnet/graph_executor.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Predictor on the CPU in fp32 with its own copy of the weights.
class TorchPredictor final : public Predictor
{
public:
    TorchPredictor(LayerGraph graph, GraphSummary summary, NetworkState state);

    [[nodiscard]] Result<std::vector<float>> predict(const std::vector<ImageView>& images) override;
    [[nodiscard]] Result<HeatMap> explain(ImageView image, int classIndex, HeatMapMethod method) override;

private:
    GraphExecutor m_executor;
    NetworkState m_state;
};

/// WeightsMismatch, GraphInvalid or OutOfMemory when it cannot be made. Any thread.
[[nodiscard]] Result<std::unique_ptr<Predictor>> makePredictor(const LayerGraph& graph, const NamedTensors& tensors);

} // namespace saccade
