#pragma once

#include <vector>

#include "engine/metrics/confusion_matrix.h"
#include "engine/metrics/intervals.h"

namespace saccade {

/// How sure the figures of a class are. An interval is 0..1 where no image speaks for the figure.
struct ClassIntervals
{
    Interval precision;
    Interval recall;
    Interval f1;

    bool operator==(const ClassIntervals&) const = default;
};

/// Precision and recall are shares: Wilson's interval. F1 = 2J / (1 + J), where J = TP / (TP + FP + FN) is a share of
/// the images that are of the class or were given it; F1 grows with J, so the ends of J's Wilson interval, put through
/// the same formula, are those of F1. Any thread. O(classes^2).
[[nodiscard]] std::vector<ClassIntervals> computeClassIntervals(const ConfusionMatrix& matrix,
                                                                double confidence = kConfidence);

} // namespace saccade
