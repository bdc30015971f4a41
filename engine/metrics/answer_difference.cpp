#include "engine/metrics/answer_difference.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saccade {

namespace {

double distanceOf(std::span<const float> a, std::span<const float> b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double distance = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
        largest = std::isfinite(distance) ? std::max(largest, distance) : std::numeric_limits<double>::infinity();
    }
    return largest;
}

std::int32_t labelOf(std::span<const float> row)
{
    return static_cast<std::int32_t>(std::max_element(row.begin(), row.end()) - row.begin());
}

} // namespace

AnswerDifference compareAnswers(std::span<const float> before, std::span<const float> after,
                                std::span<const std::int32_t> truth, std::size_t classCount)
{
    AnswerDifference difference;
    std::int64_t rightBefore = 0;
    std::int64_t rightAfter = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto a = before.subspan(i * classCount, classCount);
        const auto b = after.subspan(i * classCount, classCount);
        const double distance = distanceOf(a, b);
        if (difference.worst < 0 || distance > difference.largest) {
            difference.largest = distance;
            difference.worst = static_cast<std::int64_t>(i);
        }
        if (labelOf(a) != labelOf(b) && difference.labelsChanged++ == 0) {
            difference.firstChanged = static_cast<std::int64_t>(i);
        }
        rightBefore += labelOf(a) == truth[i] ? 1 : 0;
        rightAfter += labelOf(b) == truth[i] ? 1 : 0;
    }
    difference.images = static_cast<std::int64_t>(truth.size());
    if (!truth.empty()) {
        difference.accuracyBefore = static_cast<double>(rightBefore) / static_cast<double>(truth.size());
        difference.accuracyAfter = static_cast<double>(rightAfter) / static_cast<double>(truth.size());
    }
    return difference;
}

} // namespace saccade
