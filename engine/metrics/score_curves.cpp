#include "engine/metrics/score_curves.h"

#include <functional>
#include <limits>

namespace saccade {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double ratio(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

void sortFalling(std::vector<float>& scores)
{
    std::transform(scores.begin(), scores.end(), scores.begin(), rankable);
    std::sort(scores.begin(), scores.end(), std::greater<>());
}

std::size_t skipFrom(const std::vector<float>& falling, std::size_t first, float threshold)
{
    while (first < falling.size() && falling[first] >= threshold) {
        ++first;
    }
    return first;
}

ThresholdFigures figuresOf(const ScoreCurve& curve, const ThresholdCounts& counts)
{
    ThresholdFigures figures;
    figures.threshold = counts.threshold;
    figures.truePositives = counts.truePositives;
    figures.falsePositives = counts.falsePositives;
    figures.falseNegatives = curve.positives - counts.truePositives;
    figures.trueNegatives = curve.negatives - counts.falsePositives;
    const std::int64_t called = counts.truePositives + counts.falsePositives;
    figures.precision = ratio(counts.truePositives, called);
    figures.recall = ratio(counts.truePositives, curve.positives);
    figures.specificity = ratio(figures.trueNegatives, curve.negatives);
    figures.f1 = ratio(2 * counts.truePositives, called + curve.positives);
    return figures;
}

} // namespace

ScoreCurve computeScoreCurve(std::vector<float> positiveScores, std::vector<float> negativeScores)
{
    sortFalling(positiveScores);
    sortFalling(negativeScores);
    ScoreCurve curve;
    curve.positives = static_cast<std::int64_t>(positiveScores.size());
    curve.negatives = static_cast<std::int64_t>(negativeScores.size());
    std::size_t positives = 0;
    std::size_t negatives = 0;
    while (positives < positiveScores.size() || negatives < negativeScores.size()) {
        float threshold = -std::numeric_limits<float>::infinity();
        if (positives < positiveScores.size()) {
            threshold = positiveScores[positives];
        }
        if (negatives < negativeScores.size()) {
            threshold = std::max(threshold, negativeScores[negatives]);
        }
        positives = skipFrom(positiveScores, positives, threshold);
        negatives = skipFrom(negativeScores, negatives, threshold);
        curve.steps.push_back({static_cast<double>(threshold), static_cast<std::int64_t>(positives),
                               static_cast<std::int64_t>(negatives)});
    }
    return curve;
}

ScoreCurve computeScoreCurve(const ScoreTable& table, int label)
{
    if (label < 0 || label >= table.classCount) {
        return {};
    }
    std::vector<float> positives;
    std::vector<float> negatives;
    for (std::size_t image = 0; image < table.count(); ++image) {
        if (table.hasTruth(image)) {
            const float score = table.row(image)[static_cast<std::size_t>(label)];
            (table.truth[image] == label ? positives : negatives).push_back(score);
        }
    }
    return computeScoreCurve(std::move(positives), std::move(negatives));
}

std::vector<RatePoint> precisionRecallPoints(const ScoreCurve& curve)
{
    if (curve.positives == 0) {
        return {};
    }
    std::vector<RatePoint> points{{0, 1, kInfinity}};
    points.reserve(curve.steps.size() + 1);
    for (const ThresholdCounts& step : curve.steps) {
        points.push_back({ratio(step.truePositives, curve.positives),
                          ratio(step.truePositives, step.truePositives + step.falsePositives), step.threshold});
    }
    return points;
}

std::vector<RatePoint> rocPoints(const ScoreCurve& curve)
{
    if (curve.positives == 0 || curve.negatives == 0) {
        return {};
    }
    std::vector<RatePoint> points{{0, 0, kInfinity}};
    points.reserve(curve.steps.size() + 1);
    for (const ThresholdCounts& step : curve.steps) {
        points.push_back(
            {ratio(step.falsePositives, curve.negatives), ratio(step.truePositives, curve.positives), step.threshold});
    }
    return points;
}

ThresholdFigures figuresAt(const ScoreCurve& curve, double threshold)
{
    const auto isReached = [threshold](const ThresholdCounts& step) { return step.threshold >= threshold; };
    const auto end = std::partition_point(curve.steps.begin(), curve.steps.end(), isReached);
    ThresholdCounts counts = end == curve.steps.begin() ? ThresholdCounts{} : *(end - 1);
    counts.threshold = threshold;
    return figuresOf(curve, counts);
}

std::optional<ThresholdFigures> bestF1(const ScoreCurve& curve)
{
    if (curve.positives == 0) {
        return std::nullopt;
    }
    // F1 falls and rises with TP / (TP + FP + positives); compared as fractions, so that ties are exact.
    const ThresholdCounts* best = &curve.steps.front();
    for (const ThresholdCounts& step : curve.steps) {
        const std::int64_t whole = step.truePositives + step.falsePositives + curve.positives;
        const std::int64_t bestWhole = best->truePositives + best->falsePositives + curve.positives;
        if (step.truePositives * bestWhole > best->truePositives * whole) {
            best = &step;
        }
    }
    return figuresOf(curve, *best);
}

} // namespace saccade
