#include "engine/metrics/learning_verdict.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace saccade {

namespace {

/// A validation that can be judged: all four figures are there and finite.
struct Complete
{
    double epoch = 0;
    double trainLoss = 0;
    double trainAccuracy = 0;
    double loss = 0;
    double accuracy = 0;
};

std::vector<Complete> completePoints(std::span<const LearningPoint> points)
{
    std::vector<Complete> complete;
    for (const LearningPoint& point : points) {
        if (point.validationLoss && point.validationAccuracy && std::isfinite(point.epoch) &&
            std::isfinite(point.trainLoss) && std::isfinite(point.trainAccuracy) &&
            std::isfinite(*point.validationLoss) && std::isfinite(*point.validationAccuracy)) {
            complete.push_back(
                {point.epoch, point.trainLoss, point.trainAccuracy, *point.validationLoss, *point.validationAccuracy});
        }
    }
    return complete;
}

bool isEnough(const std::vector<Complete>& points, const LearningThresholds& thresholds)
{
    return !points.empty() && points.size() >= thresholds.fewestValidations;
}

Interval intervalOf(double accuracy, std::int64_t images, double confidence)
{
    const double held = std::clamp(accuracy, 0.0, 1.0);
    return wilsonInterval(std::llround(held * static_cast<double>(images)), images, confidence);
}

std::vector<Complete>::const_iterator lowestLoss(const std::vector<Complete>& points)
{
    return std::min_element(points.begin(), points.end(),
                            [](const Complete& a, const Complete& b) { return a.loss < b.loss; });
}

} // namespace

std::optional<OverfittingFinding> findOverfitting(std::span<const LearningPoint> points, std::int64_t validationImages,
                                                  const LearningThresholds& thresholds, double confidence)
{
    const std::vector<Complete> complete = completePoints(points);
    if (!isEnough(complete, thresholds) || validationImages <= 0) {
        return std::nullopt;
    }
    const Complete& last = complete.back();
    const auto lowest = lowestLoss(complete);
    OverfittingFinding finding;
    finding.epoch = last.epoch;
    finding.trainAccuracy = last.trainAccuracy;
    finding.validationAccuracy = last.accuracy;
    finding.validationInterval = intervalOf(last.accuracy, validationImages, confidence);
    finding.hasGap = last.trainAccuracy - finding.validationInterval.high > thresholds.widestGap;
    finding.lowestLoss = lowest->loss;
    finding.lowestLossEpoch = lowest->epoch;
    finding.lastLoss = last.loss;
    finding.hasLossRise =
        last.loss - lowest->loss > thresholds.largestLossRise * lowest->loss && last.trainLoss < lowest->trainLoss;
    return finding.hasGap || finding.hasLossRise ? std::optional(finding) : std::nullopt;
}

std::optional<UnderfittingFinding> findUnderfitting(std::span<const LearningPoint> points,
                                                    std::int64_t validationImages, const LearningThresholds& thresholds,
                                                    double confidence)
{
    const std::vector<Complete> complete = completePoints(points);
    if (!isEnough(complete, thresholds) || validationImages <= 0) {
        return std::nullopt;
    }
    const Complete& last = complete.back();
    const Interval interval = intervalOf(last.accuracy, validationImages, confidence);
    const bool isLow = std::max(last.trainAccuracy, interval.high) < thresholds.lowestTrainAccuracy;
    if (!isLow || last.trainAccuracy - interval.high > thresholds.widestGap) {
        return std::nullopt;
    }
    return UnderfittingFinding{last.epoch, last.trainAccuracy, last.accuracy, interval};
}

std::optional<StillLearningFinding> findStillLearning(std::span<const LearningPoint> points,
                                                      const LearningThresholds& thresholds)
{
    const std::vector<Complete> complete = completePoints(points);
    if (!isEnough(complete, thresholds) || complete.size() < 2) {
        return std::nullopt;
    }
    const auto share = thresholds.lateShare * static_cast<double>(complete.size());
    const auto late = std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(share)), 1, complete.size() - 1);
    const Complete& before = complete[complete.size() - 1 - late];
    const Complete& last = complete.back();
    const bool isFalling = before.trainLoss - last.trainLoss > thresholds.smallestLateFall * before.trainLoss;
    if (!isFalling || lowestLoss(complete)->loss < last.loss) {
        return std::nullopt;
    }
    return StillLearningFinding{before.epoch, last.epoch, before.trainLoss, last.trainLoss, last.loss};
}

} // namespace saccade
