#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

namespace saccade {

/// Images x classes of scores (probabilities or logits), looked at where they lie, and each image's class. What is not
/// complete is not counted: an image without a whole row, a class outside 0..classCount-1.
struct ScoreTable
{
    std::span<const std::int32_t> truth;
    std::span<const float> scores; ///< row after row
    int classCount = 0;

    [[nodiscard]] std::size_t count() const
    {
        return classCount <= 0 ? 0 : std::min(truth.size(), scores.size() / static_cast<std::size_t>(classCount));
    }
    [[nodiscard]] std::span<const float> row(std::size_t image) const
    {
        const auto width = static_cast<std::size_t>(classCount);
        return scores.subspan(image * width, width);
    }
    [[nodiscard]] bool hasTruth(std::size_t image) const { return truth[image] >= 0 && truth[image] < classCount; }
};

/// A score that can be sorted: one that is not a number is below all others.
[[nodiscard]] inline float rankable(float score)
{
    return score == score ? score : -std::numeric_limits<float>::infinity();
}

} // namespace saccade
