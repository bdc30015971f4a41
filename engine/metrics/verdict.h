#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/metrics/calibration.h"
#include "engine/metrics/confusion_matrix.h"
#include "engine/metrics/intervals.h"
#include "engine/metrics/learning_verdict.h"
#include "engine/metrics/top_confusions.h"

namespace saccade {

/// What a finding needs before it is made. All intervals are Wilson's at `confidence`.
struct VerdictThresholds
{
    double confidence = kConfidence;
    double widestAccuracy = 0.05;           ///< a wider interval of the accuracy: the test set is small
    std::size_t confusionsShown = 5;        ///< at most
    std::int64_t fewestConfused = 3;        ///< images, for a confusion to be one
    std::int64_t fewestTestImages = 20;     ///< of a class
    std::int64_t fewestTrainingImages = 50; ///< of a class
    double smallestTrainingShare = 0.2;     ///< of the median class's training images
    double largestCalibrationError = 0.05;  ///< expected calibration error
    LearningThresholds learning;
};

/// Always there when there are images.
struct AccuracyFinding
{
    std::int64_t right = 0;
    std::int64_t images = 0;
    double accuracy = 0;
    Interval interval;
    double largestClassShare = 0;     ///< what always answering the largest class would reach
    bool isAboveLargestClass = false; ///< the whole interval is above that share

    bool operator==(const AccuracyFinding&) const = default;
};

/// The interval of the accuracy is wider than widestAccuracy.
struct SmallTestFinding
{
    std::int64_t images = 0;
    Interval interval;
    double wantedWidth = 0;
    std::int64_t imagesForWidth = 0; ///< that would give the wanted width at this accuracy

    bool operator==(const SmallTestFinding&) const = default;
};

/// A confusion that is more frequent than if all mistakes were spread evenly over all cells off the diagonal: the exact
/// binomial chance of its count, or more, at that even share is at most (1 - confidence) / number of such cells
/// (Bonferroni: all pairs were looked at).
struct ConfusionFinding
{
    ClassConfusion confusion;
    std::int64_t truthImages = 0;
    Interval interval;    ///< of shareOfTruth, for itself alone
    double evenShare = 0; ///< mistakes / images / (classes - 1)
    double chance = 0;    ///< the binomial chance
    double level = 0;     ///< what it had to reach

    bool operator==(const ConfusionFinding&) const = default;
};

/// A class with too few images to learn or to judge.
struct ShortClassFinding
{
    int label = 0;
    std::int64_t testImages = 0;
    std::optional<std::int64_t> trainingImages; ///< none when the counts are not known
    double medianTrainingImages = 0;            ///< 0 when the counts are not known
    bool isShortInTest = false;
    bool isShortInTraining = false; ///< below fewestTrainingImages, or below smallestTrainingShare of the median
    double recall = 0;
    Interval recallInterval; ///< 0..1 without test images

    bool operator==(const ShortClassFinding&) const = default;
};

/// Labels worth a look; label_suspects.h says what they are. A count of candidates, no estimate of errors.
struct LabelSuspectsFinding
{
    std::int64_t suspects = 0;
    std::int64_t images = 0;

    bool operator==(const LabelSuspectsFinding&) const = default;
};

/// The expected calibration error is above largestCalibrationError, and the mean confidence lies outside the accuracy's
/// interval: above it overconfident, below it underconfident.
struct ConfidenceFinding
{
    bool isOverconfident = false;
    double meanConfidence = 0;
    double accuracy = 0;
    Interval interval; ///< of the accuracy of the same images
    double expectedError = 0;
    double maximumError = 0;
    std::int64_t images = 0;

    bool operator==(const ConfidenceFinding&) const = default;
};

using Finding =
    std::variant<AccuracyFinding, SmallTestFinding, ConfusionFinding, ShortClassFinding, LabelSuspectsFinding,
                 OverfittingFinding, UnderfittingFinding, StillLearningFinding, ConfidenceFinding>;

/// What is known of an evaluation; what is empty is not judged.
struct VerdictInput
{
    const ConfusionMatrix& matrix;
    std::span<const std::int64_t> trainingCounts; ///< of each class
    std::span<const LearningPoint> learning;      ///< oldest first
    std::int64_t validationImages = 0;            ///< of the learning points
    const Reliability* reliability = nullptr;     ///< of the same images as the matrix
    std::optional<std::int64_t> labelSuspects;
    std::int64_t suspectImages = 0; ///< images that were looked at for suspects
};

/// Facts, no sentences, in the order of the variant; confusions by count, short classes by their number. Each carries
/// the numbers it comes from, and none claims what its interval does not carry. O(classes^2). Any thread.
[[nodiscard]] std::vector<Finding> computeVerdict(const VerdictInput& input, const VerdictThresholds& thresholds = {});

} // namespace saccade
