#pragma once

#include <memory>

#include "engine/torchnet/graph_executor.h"
#include "engine/torchnet/image_plan.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Predictor on the CPU in fp32 with its own copy of the weights.
class TorchPredictor final : public Predictor
{
public:
    /// plan: for one image at a time; null where the graph has none.
    TorchPredictor(LayerGraph graph, GraphSummary summary, NetworkState state, std::unique_ptr<ImagePlan> plan);

    [[nodiscard]] Result<std::vector<float>> predict(const std::vector<ImageView>& images) override;
    [[nodiscard]] Result<HeatMap> explain(ImageView image, int classIndex, HeatMapMethod method) override;

private:
    [[nodiscard]] std::vector<float> predictOne(const ImageView& image);

    GraphExecutor m_executor;
    NetworkState m_state;
    std::unique_ptr<ImagePlan> m_plan;
};

/// WeightsMismatch, GraphInvalid or OutOfMemory when it cannot be made. Any thread.
[[nodiscard]] Result<std::unique_ptr<Predictor>> makePredictor(const LayerGraph& graph, const NamedTensors& tensors);

} // namespace saccade
