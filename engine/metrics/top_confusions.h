#pragma once

#include <cstdint>
#include <vector>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// Images of one class taken for another.
struct ClassConfusion
{
    int truth = 0;
    int predicted = 0;
    std::int64_t count = 0;
    double shareOfTruth = 0; ///< count / images of the true class

    bool operator==(const ClassConfusion&) const = default;
};

/// Two classes taken for each other.
struct MutualConfusion
{
    int first = 0;
    int second = 0; ///< first < second
    std::int64_t firstAsSecond = 0;
    std::int64_t secondAsFirst = 0;
    double shareOfBoth = 0; ///< both counts / images of both classes

    [[nodiscard]] std::int64_t count() const { return firstAsSecond + secondAsFirst; }
    bool operator==(const MutualConfusion&) const = default;
};

/// At most `limit` confusions that occur, most images first, then larger share, then in class order. O(classes^2), and
/// O(k log k) for k confusions that occur. Any thread.
[[nodiscard]] std::vector<ClassConfusion> topConfusions(const ConfusionMatrix& matrix, std::size_t limit);
[[nodiscard]] std::vector<MutualConfusion> topMutualConfusions(const ConfusionMatrix& matrix, std::size_t limit);

} // namespace saccade
