#pragma once

#include "engine/session/evaluate_session.h"

namespace saccade {

/// Opens the folder and evaluates its test part, or validation when the run has no test figures. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRun(const std::filesystem::path& runFolder);

/// Opens the folder and evaluates its validation at a step. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRunAt(const std::filesystem::path& runFolder, std::int64_t step);

/// One part of an open run at its best weights. SplitEmpty for training, whose predictions no run keeps, and for a part
/// that the run never evaluated. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRun(const std::shared_ptr<const RunFolder>& run, Part part);

/// What was recorded of a part at a step: any kept validation, and the test part at the best weights. For another
/// step FileNotFound names the file that would have it. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateStep(const std::shared_ptr<const RunFolder>& run, Part part,
                                              std::int64_t step);

/// Puts a table into an evaluation with what follows from it: matrix, report and orders. Any thread.
void setPredictions(Evaluation& evaluation, PredictionTable table);

/// The weights that the run kept of a step, its best or its last; of another FileNotFound. Blocks. Worker thread.
[[nodiscard]] Result<NamedTensors> loadWeightsAt(const RunFolder& run, std::int64_t step);

/// The images of a part once more, with the weights that the run kept of a step and these views; on the test part
/// counted as an opening before anything is shown. ClassesDisagree when dataSet is not the run's; FileNotFound when the
/// run kept no weights of that step; Cancelled when stopped; errors of counting. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateAgain(const Evaluation& before, std::int64_t step, EvaluationViews views,
                                               const ComputeEngine& engine, const DataSet& dataSet,
                                               const EvaluationWatch& watch);

} // namespace saccade
