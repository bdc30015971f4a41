#pragma once

#include <cstdint>
#include <span>

namespace saccade {

/// How far two ways of answering the same questions are apart.
struct AnswerDifference
{
    std::int64_t images = 0;
    double largest = 0;             ///< between two probabilities of one class; infinite when one is not a number
    std::int64_t worst = -1;        ///< the image with it, the first of equal ones; -1 without images
    std::int64_t labelsChanged = 0; ///< images whose most probable class (the first of equal ones) is another
    std::int64_t firstChanged = -1; ///< the first of them
    double accuracyBefore = 0;      ///< 0..1
    double accuracyAfter = 0;

    bool operator==(const AnswerDifference&) const = default;
};

/// Probabilities row by row, one row an image, classCount values each; `truth` has a class for each image. Any thread.
[[nodiscard]] AnswerDifference compareAnswers(std::span<const float> before, std::span<const float> after,
                                              std::span<const std::int32_t> truth, std::size_t classCount);

} // namespace saccade
