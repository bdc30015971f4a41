#include "engine/session/run_evaluation.h"

#include <algorithm>

#include "engine/runs/prediction_file.h"
#include "engine/runs/test_openings.h"

namespace saccade {

namespace {

Result<std::shared_ptr<const RunFolder>> openShared(const std::filesystem::path& runFolder)
{
    Result<RunFolder> run = openRunFolder(runFolder);
    if (!run) {
        return run.error();
    }
    return std::make_shared<const RunFolder>(std::move(run).value());
}

/// The run's own test at its end is the first opening. A file that cannot be read hides no figures.
std::int64_t openingsOf(const RunFolder& run)
{
    if (!hasTestFigures(run)) {
        return 0;
    }
    const Result<std::int64_t> again = loadTestOpenings(run.path);
    return 1 + (again ? *again : 0);
}

const EvaluationStop* stopAt(const std::vector<EvaluationStop>& stops, std::int64_t step)
{
    const auto found =
        std::find_if(stops.begin(), stops.end(), [step](const EvaluationStop& stop) { return stop.step == step; });
    return found != stops.end() ? &*found : nullptr;
}

Error noAnswers(const RunFolder& run, Part part, std::int64_t step)
{
    const bool isTest = part == Part::Test;
    return {ErrorCode::FileNotFound, "step " + std::to_string(step),
            isTest ? testPredictionsFile(run.path) : validationPredictionsFile(run.path, step)};
}

Result<Evaluation> evaluateAt(const std::shared_ptr<const RunFolder>& run, Part part, std::vector<EvaluationStop> stops,
                              const EvaluationStop& stop)
{
    if (part == Part::Test && stop.step != run->report->bestStep) {
        return noAnswers(*run, part, stop.step);
    }
    Result<PredictionTable> table =
        part == Part::Test ? loadTestPredictions(*run) : loadValidationPredictions(*run, stop.step);
    if (!table) {
        return table.error();
    }
    Evaluation evaluation;
    evaluation.run = run;
    evaluation.part = part;
    evaluation.step = stop.step;
    evaluation.epoch = stop.epoch;
    evaluation.stops = std::move(stops);
    evaluation.testOpenings = openingsOf(*run);
    setPredictions(evaluation, std::move(table).value());
    return evaluation;
}

} // namespace

void setPredictions(Evaluation& evaluation, PredictionTable table)
{
    evaluation.matrix = ConfusionMatrix(table.classCount, table.labels, table.predicted);
    evaluation.report = computeClassReport(evaluation.matrix);
    evaluation.orders = std::make_shared<const ImageOrders>(computeImageOrders(
        {table.labels, table.predicted, table.confidences, table.losses, table.probabilities, table.classCount}));
    evaluation.predictions = std::make_shared<const PredictionTable>(std::move(table));
}

Result<NamedTensors> loadWeightsAt(const RunFolder& run, std::int64_t step)
{
    const bool isBest = run.report && run.report->bestStep == step;
    const bool isLast = !run.epochs.empty() && run.epochs.back().step == step;
    if (isBest || isLast) {
        return isBest ? loadBestWeights(run) : loadLastWeights(run);
    }
    return Error{ErrorCode::FileNotFound, "step " + std::to_string(step), lastWeightsFile(run.path)};
}

Result<Evaluation> evaluateRun(const std::filesystem::path& runFolder)
{
    const Result<std::shared_ptr<const RunFolder>> run = openShared(runFolder);
    if (!run) {
        return run.error();
    }
    return evaluateRun(*run, hasTestFigures(**run) ? Part::Test : Part::Validation);
}

Result<Evaluation> evaluateRunAt(const std::filesystem::path& runFolder, std::int64_t step)
{
    const Result<std::shared_ptr<const RunFolder>> run = openShared(runFolder);
    return run ? evaluateStep(*run, Part::Validation, step) : Result<Evaluation>(run.error());
}

Result<Evaluation> evaluateRun(const std::shared_ptr<const RunFolder>& run, Part part)
{
    const std::vector<EvaluationStop> stops = findStops(*run, part);
    const std::optional<EvaluationStop> stop = defaultStop(stops);
    return stop ? evaluateAt(run, part, stops, *stop)
                : Result<Evaluation>(Error{ErrorCode::SplitEmpty, partName(part), run->path});
}

Result<Evaluation> evaluateStep(const std::shared_ptr<const RunFolder>& run, Part part, std::int64_t step)
{
    const std::vector<EvaluationStop> stops = findStops(*run, part);
    const EvaluationStop* stop = stopAt(stops, step);
    return stop != nullptr ? evaluateAt(run, part, stops, *stop) : Result<Evaluation>(noAnswers(*run, part, step));
}

Result<Evaluation> evaluateAgain(const Evaluation& before, std::int64_t step, EvaluationViews views,
                                 const ComputeEngine& engine, const DataSet& dataSet, const EvaluationWatch& watch)
{
    const TrainPlan& plan = before.run->plan;
    if (dataSet.id != plan.data.id) {
        return Error{ErrorCode::ClassesDisagree, "another data set than the run's", dataSet.source};
    }
    const EvaluationStop* place = stopAt(before.stops, step);
    const Result<NamedTensors> weights = loadWeightsAt(*before.run, step);
    if (!weights || place == nullptr) {
        return weights ? noAnswers(*before.run, before.part, step) : weights.error();
    }
    Result<PredictionTable> table =
        engine.evaluate(plan.network, *weights, dataSetAsIn(plan, dataSet), before.predictions->indices, views, watch);
    if (!table) {
        return table.error();
    }
    Evaluation evaluation = before;
    evaluation.views = views;
    evaluation.step = place->step;
    evaluation.epoch = place->epoch;
    if (before.part == Part::Test) {
        const Result<std::int64_t> again = countTestOpening(before.run->path);
        if (!again) {
            return again.error();
        }
        evaluation.testOpenings = 1 + *again;
    }
    setPredictions(evaluation, std::move(table).value());
    return evaluation;
}

} // namespace saccade
