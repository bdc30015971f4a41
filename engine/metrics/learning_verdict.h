#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/metrics/intervals.h"

namespace saccade {

/// One validation of a run.
struct LearningPoint
{
    double epoch = 0;
    double trainLoss = 0;
    double trainAccuracy = 0; ///< of augmented batches, as a rule lower than without augmentation
    std::optional<double> validationLoss;
    std::optional<double> validationAccuracy;

    bool operator==(const LearningPoint&) const = default;
};

struct LearningThresholds
{
    std::size_t fewestValidations = 3; ///< fewer say nothing of a curve
    double widestGap = 0.1;            ///< training accuracy above the upper end of the validation accuracy's interval
    double largestLossRise = 0.1;      ///< of the validation loss since its lowest, as a share of it
    double lowestTrainAccuracy = 0.8;  ///< below it the training images themselves are not learned
    double lateShare = 0.2;            ///< of the validations: the late ones
    double smallestLateFall = 0.05;    ///< of the training loss over them, as a share, while it still falls
};

/// The training images are known better than the validation images, beyond chance; or the validation loss rose while
/// the training loss fell. Training accuracy is of augmented batches, so the gap is a lower bound.
struct OverfittingFinding
{
    double epoch = 0; ///< of the last validation, as the figures below
    double trainAccuracy = 0;
    double validationAccuracy = 0;
    Interval validationInterval;
    bool hasGap = false;
    double lowestLoss = 0; ///< of validation
    double lowestLossEpoch = 0;
    double lastLoss = 0;
    bool hasLossRise = false;

    bool operator==(const OverfittingFinding&) const = default;
};

/// Training and validation accuracy are both below lowestTrainAccuracy, the interval's upper end included, and there is
/// no gap: more images would not help first, a larger network or longer training might.
struct UnderfittingFinding
{
    double epoch = 0;
    double trainAccuracy = 0;
    double validationAccuracy = 0;
    Interval validationInterval;

    bool operator==(const UnderfittingFinding&) const = default;
};

/// The training loss still fell at the end, and the last validation had the lowest validation loss.
struct StillLearningFinding
{
    double fromEpoch = 0;
    double toEpoch = 0;
    double trainLossBefore = 0;
    double trainLossAfter = 0;
    double validationLoss = 0;

    bool operator==(const StillLearningFinding&) const = default;
};

/// None without enough validations that have both loss and accuracy, or with figures that are not finite. O(points).
[[nodiscard]] std::optional<OverfittingFinding> findOverfitting(std::span<const LearningPoint> points,
                                                                std::int64_t validationImages,
                                                                const LearningThresholds& thresholds,
                                                                double confidence = kConfidence);
[[nodiscard]] std::optional<UnderfittingFinding> findUnderfitting(std::span<const LearningPoint> points,
                                                                  std::int64_t validationImages,
                                                                  const LearningThresholds& thresholds,
                                                                  double confidence = kConfidence);
[[nodiscard]] std::optional<StillLearningFinding> findStillLearning(std::span<const LearningPoint> points,
                                                                    const LearningThresholds& thresholds);

} // namespace saccade
