#include "engine/session/model_trial.h"

#include "engine/data/class_agreement.h"
#include "engine/session/run_evaluation.h"

namespace saccade {

namespace {

std::shared_ptr<const RunFolder> runOf(const ModelTrial& trial)
{
    auto run = std::make_shared<RunFolder>();
    run->path = trial.model.source;
    run->title = trial.model.title;
    run->plan.network = trial.model.network;
    run->plan.data = referenceTo(trial.dataSet);
    return run;
}

} // namespace

Result<void> checkTrial(const Model& model, const DataSet& dataSet)
{
    if (const Result<void> same = checkClasses(model.classNames, dataSet); !same) {
        return same;
    }
    if (model.network.input().size != dataSet.size || model.resize != dataSet.resize) {
        return Error{ErrorCode::WeightsMismatch, "the model takes images of another size", dataSet.source};
    }
    return {};
}

Result<Evaluation> beginTrial(std::shared_ptr<const ModelTrial> trial, const EvaluationWatch& watch)
{
    if (const Result<void> fits = checkTrial(trial->model, trial->dataSet); !fits) {
        return fits.error();
    }
    Evaluation evaluation;
    evaluation.run = runOf(*trial);
    const bool hasTest = !trial->dataSet.indicesOf(Part::Test).empty();
    evaluation.trial = std::move(trial);
    return goOnTrial(evaluation, hasTest ? Part::Test : Part::Validation, EvaluationViews::Single, watch);
}

Result<Evaluation> goOnTrial(const Evaluation& before, Part part, EvaluationViews views, const EvaluationWatch& watch)
{
    const ModelTrial& trial = *before.trial;
    const std::vector<std::int32_t> indices = trial.dataSet.indicesOf(part);
    if (indices.empty()) {
        return Error{ErrorCode::SplitEmpty, partName(part), trial.dataSet.source};
    }
    Result<PredictionTable> table =
        trial.engine->evaluate(trial.model.network, *trial.model.tensors, trial.dataSet, indices, views, watch);
    if (!table) {
        return table.error();
    }
    Evaluation evaluation = before;
    evaluation.part = part;
    evaluation.views = views;
    setPredictions(evaluation, std::move(table).value());
    return evaluation;
}

} // namespace saccade
