#pragma once

#include "engine/session/evaluate_session.h"

namespace saccade {

/// Opens the folder and evaluates its test part, or validation when the run has no test figures. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRun(const std::filesystem::path& runFolder);

/// One part of an open run at its best weights. SplitEmpty for training, whose predictions no run keeps, and for a part
/// that the run never evaluated. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRun(const std::shared_ptr<const RunFolder>& run, Part part);

/// The same images once more, with the run's best weights and these views. ClassesDisagree when dataSet is not the
/// run's; Cancelled when stopped. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateAgain(const Evaluation& before, EvaluationViews views,
                                               const ComputeEngine& engine, const DataSet& dataSet,
                                               const std::stop_token& stop);

} // namespace saccade
