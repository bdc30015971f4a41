#include "engine/session/run_evaluation.h"

#include <algorithm>

namespace saccade {

namespace {

bool isValidated(const EpochPoint& point)
{
    return point.validationAccuracy.has_value();
}

/// The validation that the best weights had: the report's, or the last one marked best in a run without a report.
const EpochPoint* bestValidation(const RunFolder& run)
{
    const auto isOfReport = [&run](const EpochPoint& point) {
        return isValidated(point) && run.report && point.step == run.report->bestStep;
    };
    const auto isMarked = [](const EpochPoint& point) { return isValidated(point) && point.isBest; };
    const auto reported = std::find_if(run.epochs.rbegin(), run.epochs.rend(), isOfReport);
    const auto found =
        reported != run.epochs.rend() ? reported : std::find_if(run.epochs.rbegin(), run.epochs.rend(), isMarked);
    return found != run.epochs.rend() ? &*found : nullptr;
}

bool hasTest(const RunFolder& run)
{
    return run.report && run.report->testAccuracy;
}

Result<PredictionTable> loadPart(const RunFolder& run, Part part, Evaluation& evaluation)
{
    if (part == Part::Test && hasTest(run)) {
        evaluation.step = run.report->bestStep;
        evaluation.epoch = run.report->bestEpoch;
        return loadTestPredictions(run);
    }
    const EpochPoint* best = bestValidation(run);
    if (part == Part::Validation && best != nullptr) {
        evaluation.step = best->step;
        evaluation.epoch = best->epoch;
        return loadValidationPredictions(run, best->step);
    }
    return Error{ErrorCode::SplitEmpty, partName(part), run.path};
}

void setPredictions(Evaluation& evaluation, PredictionTable table)
{
    evaluation.matrix = ConfusionMatrix(table.classCount, table.labels, table.predicted);
    evaluation.report = computeClassReport(evaluation.matrix);
    evaluation.predictions = std::make_shared<const PredictionTable>(std::move(table));
}

} // namespace

Result<Evaluation> evaluateRun(const std::filesystem::path& runFolder)
{
    Result<RunFolder> run = openRunFolder(runFolder);
    if (!run) {
        return run.error();
    }
    const auto shared = std::make_shared<const RunFolder>(std::move(run).value());
    return evaluateRun(shared, hasTest(*shared) ? Part::Test : Part::Validation);
}

Result<Evaluation> evaluateRun(const std::shared_ptr<const RunFolder>& run, Part part)
{
    Evaluation evaluation;
    evaluation.run = run;
    evaluation.part = part;
    Result<PredictionTable> table = loadPart(*run, part, evaluation);
    if (!table) {
        return table.error();
    }
    setPredictions(evaluation, std::move(table).value());
    return evaluation;
}

Result<Evaluation> evaluateAgain(const Evaluation& before, EvaluationViews views, const ComputeEngine& engine,
                                 const DataSet& dataSet, const std::stop_token& stop)
{
    const TrainPlan& plan = before.run->plan;
    if (dataSet.id != plan.data.id) {
        return Error{ErrorCode::ClassesDisagree, "another data set than the run's", dataSet.source};
    }
    const Result<NamedTensors> weights = loadBestWeights(*before.run);
    if (!weights) {
        return weights.error();
    }
    Result<PredictionTable> table =
        engine.evaluate(plan.network, *weights, dataSet, before.predictions->indices, views, stop);
    if (!table) {
        return table.error();
    }
    Evaluation evaluation = before;
    evaluation.views = views;
    setPredictions(evaluation, std::move(table).value());
    return evaluation;
}

} // namespace saccade
