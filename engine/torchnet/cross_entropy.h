#pragma once

#include <cstdint>
#include <span>

namespace saccade {

/// Sums over some images.
struct LossSum
{
    double loss = 0;
    std::int64_t correct = 0;
};

/// Cross-entropy with label smoothing s over logits (count x classes, row-major): per image
/// -(1-s) log p[label] - s/classes * sum log p. gradient = d(sum of losses * scale)/d(logits). The first of equal
/// largest logits is the prediction. Any thread.
[[nodiscard]] LossSum computeCrossEntropy(const float* logits, std::span<const std::int32_t> labels, int classCount,
                                          double smoothing, double scale, float* gradient);

/// Softmax of one row, in place of the logits; returns the index of the largest. Any thread.
int softmaxInPlace(float* row, int classCount);

} // namespace saccade
