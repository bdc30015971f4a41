#pragma once

#include <memory>

#include "engine/session/evaluate_session.h"
#include "engine/session/predict_session.h"

namespace saccade {

/// A model that is no run's, and the images it is tried on.
struct ModelTrial
{
    Model model;
    DataSet dataSet;
    const ComputeEngine* engine = nullptr; ///< must outlive the trial
};

/// Whether a model can answer for a data set: ClassesDisagree for other classes or another order of them,
/// WeightsMismatch for images of another size or resize. Any thread.
[[nodiscard]] Result<void> checkTrial(const Model& model, const DataSet& dataSet);

/// The test part, or validation when there is none, as the model sees it now. The evaluation's run tells what the file
/// and the data set tell, and has neither report nor epochs nor stops. Errors of checkTrial(); SplitEmpty; Cancelled.
/// Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> beginTrial(std::shared_ptr<const ModelTrial> trial, const EvaluationWatch& watch);
/// A part of the images of an evaluation that beginTrial() made. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> goOnTrial(const Evaluation& before, Part part, EvaluationViews views,
                                           const EvaluationWatch& watch);

} // namespace saccade
