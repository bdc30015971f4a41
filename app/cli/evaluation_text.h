#pragma once

#include <string>
#include <vector>

#include "app/cli/output.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Predictions on one part of a data set.
struct EvaluatedPart
{
    std::string split; ///< "test" ...
    std::vector<std::string> classNames;
    const PredictionTable& table;
    EvaluationViews views = EvaluationViews::Single; ///< that the table was made with
};

/// The evaluation event, or the table by class and the two summary lines.
void tellEvaluation(const EvaluatedPart& part, Output& output);

/// Mean cross-entropy in the order of the images; 0 without images.
[[nodiscard]] double meanLoss(const PredictionTable& table);

} // namespace saccade
