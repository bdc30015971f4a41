#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/metrics/score_table.h"

namespace saccade {

/// What is called positive at "score >= threshold".
struct ThresholdCounts
{
    double threshold = 0;
    std::int64_t truePositives = 0;
    std::int64_t falsePositives = 0;

    bool operator==(const ThresholdCounts&) const = default;
};

/// One class against the rest: the counts at every score that occurs.
struct ScoreCurve
{
    std::vector<ThresholdCounts> steps; ///< falling thresholds; the last step calls everything positive
    std::int64_t positives = 0;
    std::int64_t negatives = 0;

    bool operator==(const ScoreCurve&) const = default;
};

/// Any thread. O(n log n). Scores that are not a number count as the lowest.
[[nodiscard]] ScoreCurve computeScoreCurve(std::vector<float> positiveScores, std::vector<float> negativeScores);
/// The same for class `label` of a table; empty when there is no such class.
[[nodiscard]] ScoreCurve computeScoreCurve(const ScoreTable& table, int label);

/// A point of a drawn curve and the threshold it belongs to.
struct RatePoint
{
    double x = 0;
    double y = 0;
    double threshold = 0;

    bool operator==(const RatePoint&) const = default;
};

/// x = recall, y = precision, from (0, 1) with threshold infinity to recall 1: scikit-learn's precision_recall_curve in
/// reverse order. Empty without positives.
[[nodiscard]] std::vector<RatePoint> precisionRecallPoints(const ScoreCurve& curve);
/// x = false positive rate, y = recall, from (0, 0) with threshold infinity to (1, 1): scikit-learn's roc_curve with
/// drop_intermediate=False. Empty without positives or without negatives.
[[nodiscard]] std::vector<RatePoint> rocPoints(const ScoreCurve& curve);

/// The four counts and their ratios; a ratio whose denominator is 0 is 0.
struct ThresholdFigures
{
    double threshold = 0;
    std::int64_t truePositives = 0;
    std::int64_t falsePositives = 0;
    std::int64_t falseNegatives = 0;
    std::int64_t trueNegatives = 0;
    double precision = 0;   ///< TP / (TP + FP)
    double recall = 0;      ///< TP / (TP + FN)
    double specificity = 0; ///< TN / (TN + FP)
    double f1 = 0;          ///< 2 TP / (2 TP + FP + FN)

    bool operator==(const ThresholdFigures&) const = default;
};

/// At any threshold, also one that is no score. O(log n).
[[nodiscard]] ThresholdFigures figuresAt(const ScoreCurve& curve, double threshold);
/// Where F1 is highest; the highest of equally good thresholds. None without positives. O(n).
[[nodiscard]] std::optional<ThresholdFigures> bestF1(const ScoreCurve& curve);

} // namespace saccade
