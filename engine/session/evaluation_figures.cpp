#include "engine/session/evaluation_figures.h"

#include <algorithm>

#include "engine/session/run_evaluation.h"

namespace saccade {

namespace {

constexpr std::size_t kHistoryValues = 100'000'000; // read from the disk for one history, at most
constexpr std::int64_t kDraws = 40'000'000;         // of a bootstrap: a second, about

ScoreTable scoresOf(const PredictionTable& table)
{
    return {table.labels, table.probabilities, table.classCount};
}

BootstrapSettings settingsFor(std::size_t images)
{
    const std::int64_t affordable = kDraws / std::max<std::int64_t>(static_cast<std::int64_t>(images), 1);
    return {0, static_cast<int>(std::clamp<std::int64_t>(affordable, 200, 1000)), kConfidence};
}

std::vector<float> confidencesAt(const PredictionTable& table, double temperature)
{
    std::vector<float> confidences;
    confidences.reserve(table.count());
    const auto width = static_cast<std::size_t>(table.classCount);
    std::vector<float> row(width);
    for (std::size_t image = 0; image < table.count(); ++image) {
        const auto begin = table.probabilities.begin() + static_cast<std::ptrdiff_t>(image * width);
        std::copy(begin, begin + table.classCount, row.begin());
        applyTemperature(row, temperature);
        confidences.push_back(row[static_cast<std::size_t>(table.predicted[image])]);
    }
    return confidences;
}

ConfidenceFigures confidenceFigures(const PredictionTable& table, double temperature, std::vector<float> confidences)
{
    ConfidenceFigures figures{temperature, std::move(confidences), {}, {}};
    figures.reliability = computeReliability(table.labels, table.predicted, figures.confidences);
    figures.coverage = computeRiskCoverage(table.labels, table.predicted, figures.confidences);
    return figures;
}

/// The predictions of each kept validation, oldest first, that are of the same images as `best`; so few of a long run
/// that reading them stays short.
std::vector<std::vector<std::int32_t>> keptPredictions(const RunFolder& run, const PredictionTable& best,
                                                       const std::stop_token& stop)
{
    std::vector<std::int64_t> steps;
    for (const EpochPoint& point : run.epochs) {
        if (point.validationAccuracy) {
            steps.push_back(point.step);
        }
    }
    const std::size_t values = std::max<std::size_t>(best.count() + best.probabilities.size(), 1);
    const std::size_t every = std::max<std::size_t>(steps.size() * values / kHistoryValues, 1);
    std::vector<std::vector<std::int32_t>> kept;
    for (std::size_t i = 0; i < steps.size() && !stop.stop_requested(); i += every) {
        Result<PredictionTable> table = loadValidationPredictions(run, steps[i]);
        if (table && table->indices == best.indices) { // one that cannot be read says nothing
            kept.push_back(std::move(table->predicted));
        }
    }
    return kept;
}

void findSuspects(EvaluationFigures& figures, const RunFolder& run, const PredictionTable& best,
                  const std::stop_token& stop)
{
    const std::vector<std::vector<std::int32_t>> kept = keptPredictions(run, best, stop);
    const std::vector<std::span<const std::int32_t>> spans(kept.begin(), kept.end());
    const LearningHistory history = computeLearningHistory(best.labels, spans);
    figures.validations = history.validations;
    figures.validationImages = static_cast<std::int64_t>(best.count());
    const std::vector<LabelSuspect> suspects =
        best.probabilities.empty()
            ? findLabelSuspects(
                  TopPredictions{best.labels, best.predicted, best.confidences, best.losses, best.classCount}, history)
            : findLabelSuspects(scoresOf(best), history);
    for (const LabelSuspect& suspect : suspects) {
        figures.suspects.push_back({suspect, best.indices[suspect.image], history.images[suspect.image]});
    }
}

/// What validation says: the temperature and the labels.
void learnFromValidation(EvaluationFigures& figures, const Evaluation& evaluation, const std::stop_token& stop)
{
    const Result<Evaluation> validation = evaluateRun(evaluation.run, Part::Validation);
    if (!validation) {
        return; // a run that validates nothing
    }
    const PredictionTable& best = *validation->predictions;
    const bool isOfThese = validation->step == evaluation.step && evaluation.views == EvaluationViews::Single;
    if (isOfThese && !best.probabilities.empty()) { // other weights, or other views, would want another temperature
        figures.fit = fitTemperature(scoresOf(best), ScoreKind::Probabilities);
    }
    if (!stop.stop_requested()) {
        findSuspects(figures, *evaluation.run, best, stop);
    }
}

std::vector<LearningPoint> learningPoints(const RunFolder& run)
{
    std::vector<LearningPoint> points;
    for (const EpochPoint& each : run.epochs) {
        points.push_back(
            {each.epoch, each.trainLoss, each.trainAccuracy, each.validationLoss, each.validationAccuracy});
    }
    return points;
}

/// Of each class, as the run divided the images; empty when these are not its images, or nobody knows what it learned
/// from.
std::vector<std::int64_t> trainingCounts(const Evaluation& evaluation, const DataSet& dataSet)
{
    const RunFolder& run = *evaluation.run;
    std::vector<std::int64_t> counts;
    if (evaluation.trial || dataSet.id != run.plan.data.id) {
        return counts;
    }
    const DataSet divided = dataSetAsIn(run.plan, dataSet);
    for (std::size_t label = 0; label < divided.classNames.size(); ++label) {
        counts.push_back(static_cast<std::int64_t>(divided.countOf(Part::Training, static_cast<std::int32_t>(label))));
    }
    return counts;
}

void addFindings(EvaluationFigures& figures, const Evaluation& evaluation, const DataSet& dataSet)
{
    const std::vector<std::int64_t> counts = trainingCounts(evaluation, dataSet);
    const std::vector<LearningPoint> learning = learningPoints(*evaluation.run);
    VerdictInput input{
        evaluation.matrix,       counts, learning, figures.validationImages, &figures.asTrained.reliability, {},
        figures.validationImages};
    if (figures.validationImages > 0) {
        input.labelSuspects = static_cast<std::int64_t>(figures.suspects.size());
    }
    figures.findings = computeVerdict(input);
}

/// A drawn curve needs no more points than a screen has; the ends stay.
void thinOut(std::vector<RatePoint>& points)
{
    if (points.size() <= kCurvePoints) {
        return;
    }
    std::vector<RatePoint> kept;
    kept.reserve(kCurvePoints);
    for (std::size_t i = 0; i < kCurvePoints; ++i) {
        kept.push_back(points[i * (points.size() - 1) / (kCurvePoints - 1)]);
    }
    points = std::move(kept);
}

} // namespace

Result<EvaluationFigures> computeFigures(const Evaluation& evaluation, const DataSet& dataSet,
                                         const std::stop_token& stop)
{
    const PredictionTable& table = *evaluation.predictions;
    EvaluationFigures figures;
    figures.accuracy = wilsonInterval(evaluation.matrix.correct(), evaluation.matrix.total());
    figures.intervals = computeClassIntervals(evaluation.matrix);
    figures.asTrained = confidenceFigures(table, 1, table.confidences);
    if (!stop.stop_requested()) {
        learnFromValidation(figures, evaluation, stop);
    }
    if (!table.probabilities.empty() && figures.fit && figures.fit->outcome == TemperatureOutcome::Fitted) {
        const double temperature = figures.fit->after.temperature;
        figures.corrected = confidenceFigures(table, temperature, confidencesAt(table, temperature));
    }
    if (!stop.stop_requested() && !table.probabilities.empty()) {
        figures.ranking = computeRankingReport(scoresOf(table));
    }
    if (!stop.stop_requested()) {
        const BootstrapSettings settings = settingsFor(table.count() * 2);
        figures.macroF1 = bootstrapMacroF1(table.classCount, table.labels, table.predicted, settings);
        figures.weightedF1 = bootstrapWeightedF1(table.classCount, table.labels, table.predicted, settings);
    }
    if (stop.stop_requested()) {
        return Error{ErrorCode::Cancelled, {}, evaluation.run->path};
    }
    addFindings(figures, evaluation, dataSet);
    return figures;
}

ClassCurve computeClassCurve(const PredictionTable& predictions, int label)
{
    ClassCurve result;
    result.label = label;
    if (predictions.probabilities.empty()) {
        return result;
    }
    const ScoreTable scores = scoresOf(predictions);
    result.curve = computeScoreCurve(scores, label);
    result.precisionRecall = precisionRecallPoints(result.curve);
    result.roc = rocPoints(result.curve);
    thinOut(result.precisionRecall);
    thinOut(result.roc);
    result.best = bestF1(result.curve);
    result.averagePrecision = bootstrapAveragePrecision(scores, label, settingsFor(predictions.count() * 4));
    return result;
}

} // namespace saccade
