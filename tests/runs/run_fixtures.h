#pragma once

#include "engine/runs/run_recorder.h"

/// A plan for a tiny linear network of three classes on 2x2 grey images.
[[nodiscard]] saccade::TrainPlan tinyPlan();

/// Five images of which three are right: class 0 twice right, class 1 once right and once taken for 2, class 2 taken
/// for 0.
[[nodiscard]] std::shared_ptr<const saccade::PredictionTable> fiveImages();

/// Weights of tinyPlan(), all of one value.
[[nodiscard]] std::shared_ptr<const saccade::NamedTensors> weightsOf(float value);

/// Step 1 and 2 with a validation each, the first one the best, and the weights 1 and 2.
void recordTwoSteps(saccade::TrainObserver& observer);

/// How recordTwoSteps() ends.
[[nodiscard]] saccade::RunReport completedReport();
