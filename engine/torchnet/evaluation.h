#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"
#include "engine/torchnet/compute_type.h"
#include "engine/torchnet/graph_executor.h"
#include "engine/torchnet/worker_team.h"
#include "engine/training/trainer.h"

namespace saccade {

/// A network ready to predict.
struct EvaluatedNetwork
{
    const GraphExecutor& executor;
    const NetworkState& state;
    ComputeType compute;
};

/// Images for one pass without a way back, so that its activations stay in the cache's order of size.
[[nodiscard]] std::int64_t evaluationBatch(const GraphSummary& summary);

/// Logits of images (bytes, NHWC): count x classes. Needs a TorchThread.
[[nodiscard]] std::vector<float> predictLogits(const EvaluatedNetwork& network, const std::uint8_t* pixels,
                                               std::int64_t count);
/// The same after the softmax.
[[nodiscard]] std::vector<float> predictProbabilities(const EvaluatedNetwork& network, const std::uint8_t* pixels,
                                                      std::int64_t count);

/// Predicts the images at `indices`, the team's members beside each other; the result does not depend on their number.
/// Cancelled when stopped. The caller's thread is a TorchThread. Blocks.
[[nodiscard]] Result<PredictionTable> evaluateImages(const EvaluatedNetwork& network, WorkerTeam& team,
                                                     const DataSet& dataSet, const std::vector<std::int32_t>& indices,
                                                     const EvaluationWatch& watch,
                                                     EvaluationViews views = EvaluationViews::Single);

/// Share of right predictions and mean loss; 0 for an empty table. Any thread.
[[nodiscard]] double accuracyOf(const PredictionTable& table);
[[nodiscard]] double meanLossOf(const PredictionTable& table);

} // namespace saccade
