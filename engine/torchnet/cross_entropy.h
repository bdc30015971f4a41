#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace saccade {

/// Sums over some images.
struct LossSum
{
    double loss = 0;
    std::int64_t correct = 0;
};

/// How a loss is counted.
struct LossRule
{
    double smoothing = 0;
    std::vector<double> classWeights; ///< by class, or none: 1 for all
};

/// Cross-entropy with label smoothing s over logits (count x classes, row-major): per image
/// (-(1-s) log p[label] - s/classes * sum log p) * weight of the label's class. gradient = d(sum of losses *
/// scale)/d(logits). The first of equal largest logits is the prediction. Any thread.
[[nodiscard]] LossSum computeCrossEntropy(const float* logits, std::span<const std::int32_t> labels, int classCount,
                                          const LossRule& rule, double scale, float* gradient);

/// The same for mixed images: share * the loss of `labels` + (1 - share) * that of `others`, each with its own class's
/// weight. A prediction is right when it is the label with the larger share, `labels` at equal shares. As many others
/// as labels.
[[nodiscard]] LossSum computeMixedCrossEntropy(const float* logits, std::span<const std::int32_t> labels,
                                               std::span<const std::int32_t> others, double share, int classCount,
                                               const LossRule& rule, double scale, float* gradient);

/// Softmax of one row, in place of the logits; returns the index of the largest. Any thread.
int softmaxInPlace(float* row, int classCount);

} // namespace saccade
