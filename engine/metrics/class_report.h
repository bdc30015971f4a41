#pragma once

#include <cstdint>
#include <vector>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// precision = TP/(TP+FP), recall = TP/(TP+FN), f1 = 2TP/(2TP+FP+FN); 0 where the denominator is 0 (scikit-learn's
/// zero_division=0).
struct ClassScores
{
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    std::int64_t support = 0; ///< images of the class

    bool operator==(const ClassScores&) const = default;
};

struct ClassReport
{
    std::vector<ClassScores> classes;
    ClassScores macro;    ///< plain mean over the classes; support is the total
    ClassScores weighted; ///< mean weighted by support
    ClassScores micro;    ///< from the sums over the classes; as each image has one class, all three equal accuracy
    double accuracy = 0;

    bool operator==(const ClassReport&) const = default;
};

/// Any thread. O(classes^2).
[[nodiscard]] ClassReport computeClassReport(const ConfusionMatrix& matrix);

} // namespace saccade
