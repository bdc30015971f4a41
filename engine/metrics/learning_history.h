#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace saccade {

/// How one image fared from validation to validation.
struct ImageHistory
{
    std::int32_t firstRight = -1; ///< the first validation that had it right, from 0; -1: never learned
    std::int32_t forgotten = 0;   ///< times it went from right to wrong
    std::int32_t timesRight = 0;
    std::int32_t lastPredicted = -1; ///< at the last validation; -1 when there was none

    [[nodiscard]] bool isNeverLearned() const { return firstRight < 0; }
    bool operator==(const ImageHistory&) const = default;
};

/// Toneva and others, "An empirical study of example forgetting during deep neural network learning", 2019. Theirs
/// counts training images; a validation part's images are only looked at, so forgetting shows unstable images, not lost
/// memory.
struct LearningHistory
{
    std::vector<ImageHistory> images; ///< as truth
    std::int32_t validations = 0;
    std::int64_t neverLearned = 0;   ///< images; 0 when there was no validation
    std::int64_t everForgotten = 0;  ///< images forgotten at least once
    std::int64_t neverForgotten = 0; ///< images learned and not forgotten since

    bool operator==(const LearningHistory&) const = default;
};

/// predictions: one span a validation, oldest first, in the order of truth; one that is shorter than truth says nothing
/// of the images it lacks. O(images x validations). Any thread.
[[nodiscard]] LearningHistory computeLearningHistory(std::span<const std::int32_t> truth,
                                                     std::span<const std::span<const std::int32_t>> predictions);

} // namespace saccade
