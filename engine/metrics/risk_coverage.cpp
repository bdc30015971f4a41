#include "engine/metrics/risk_coverage.h"

#include <algorithm>

#include "engine/metrics/score_curves.h"

namespace saccade {

namespace {

/// The mistakes of a group of equal confidences are spread evenly over its places: the mean over its orders.
double areaOf(const ScoreCurve& curve)
{
    double sum = 0;
    ThresholdCounts before;
    for (const ThresholdCounts& step : curve.steps) {
        const std::int64_t answered = before.truePositives + before.falsePositives;
        const std::int64_t group = step.truePositives + step.falsePositives - answered;
        const auto wrong = static_cast<double>(step.falsePositives - before.falsePositives);
        for (std::int64_t place = 1; place <= group; ++place) {
            const double share = static_cast<double>(place) / static_cast<double>(group);
            sum += (static_cast<double>(before.falsePositives) + wrong * share) / static_cast<double>(answered + place);
        }
        before = step;
    }
    const std::int64_t images = curve.positives + curve.negatives;
    return images == 0 ? 0.0 : sum / static_cast<double>(images);
}

} // namespace

RiskCoverage computeRiskCoverage(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                                 std::span<const float> confidences)
{
    std::vector<float> right;
    std::vector<float> wrong;
    for (std::size_t i = 0; i < std::min({truth.size(), predicted.size(), confidences.size()}); ++i) {
        (truth[i] == predicted[i] ? right : wrong).push_back(confidences[i]);
    }
    const ScoreCurve curve = computeScoreCurve(std::move(right), std::move(wrong));
    RiskCoverage result;
    result.images = curve.positives + curve.negatives;
    result.area = areaOf(curve);
    result.points.reserve(curve.steps.size());
    for (const ThresholdCounts& step : curve.steps) {
        const std::int64_t answered = step.truePositives + step.falsePositives;
        result.points.push_back({step.threshold, answered, step.falsePositives,
                                 static_cast<double>(answered) / static_cast<double>(result.images),
                                 static_cast<double>(step.falsePositives) / static_cast<double>(answered)});
    }
    return result;
}

std::optional<CoveragePoint> pointForAccuracy(const RiskCoverage& curve, double accuracy)
{
    const auto isGood = [accuracy](const CoveragePoint& point) {
        return static_cast<double>(point.answered - point.wrong) >= accuracy * static_cast<double>(point.answered);
    };
    const auto found = std::find_if(curve.points.rbegin(), curve.points.rend(), isGood);
    return found == curve.points.rend() ? std::nullopt : std::optional(*found);
}

std::optional<CoveragePoint> pointForCoverage(const RiskCoverage& curve, double coverage)
{
    const auto isShort = [coverage](const CoveragePoint& point) { return !(point.coverage >= coverage); };
    const auto found = std::partition_point(curve.points.begin(), curve.points.end(), isShort);
    return found == curve.points.end() ? std::nullopt : std::optional(*found);
}

CoveragePoint pointAtThreshold(const RiskCoverage& curve, double threshold)
{
    const auto next =
        std::partition_point(curve.points.begin(), curve.points.end(),
                             [threshold](const CoveragePoint& each) { return each.threshold >= threshold; });
    CoveragePoint point = next == curve.points.begin() ? CoveragePoint{} : *(next - 1);
    point.threshold = threshold;
    return point;
}

} // namespace saccade
