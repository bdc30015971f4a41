#include "engine/torchnet/cross_entropy.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace saccade {
namespace {

struct RowSums
{
    double loss = 0;
    int largest = 0;
};

/// Loss and gradient of one image, in double: there are few logits, and sums over a batch must not wander.
RowSums rowCrossEntropy(const float* logits, int label, int classCount, double smoothing, double scale, float* gradient)
{
    const int largest = static_cast<int>(std::max_element(logits, logits + classCount) - logits);
    const double top = logits[largest];
    double sum = 0;
    double total = 0;
    for (int k = 0; k < classCount; ++k) {
        sum += std::exp(logits[k] - top);
        total += logits[k] - top;
    }
    const double logSum = std::log(sum);
    const double share = smoothing / classCount;
    for (int k = 0; k < classCount; ++k) {
        const double target = share + (k == label ? 1 - smoothing : 0);
        gradient[k] = static_cast<float>(scale * (std::exp(logits[k] - top - logSum) - target));
    }
    const double truth = logits[label] - top - logSum;
    return {-(1 - smoothing) * truth - share * (total - classCount * logSum), largest};
}

} // namespace

LossSum computeCrossEntropy(const float* logits, std::span<const std::int32_t> labels, int classCount,
                            const LossRule& rule, double scale, float* gradient)
{
    LossSum sum;
    for (const std::int32_t label : labels) {
        const double weight = rule.classWeights.empty() ? 1 : rule.classWeights[static_cast<std::size_t>(label)];
        const RowSums row = rowCrossEntropy(logits, label, classCount, rule.smoothing, scale * weight, gradient);
        sum.loss += row.loss * weight;
        sum.correct += row.largest == label ? 1 : 0;
        logits += classCount;
        gradient += classCount;
    }
    return sum;
}

LossSum computeMixedCrossEntropy(const float* logits, std::span<const std::int32_t> labels,
                                 std::span<const std::int32_t> others, double share, int classCount,
                                 const LossRule& rule, double scale, float* gradient)
{
    LossSum sum;
    const auto classes = static_cast<std::size_t>(classCount);
    std::vector<float> other(classes);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const float* row = logits + i * classes;
        float* own = gradient + i * classes;
        const LossSum first = computeCrossEntropy(row, labels.subspan(i, 1), classCount, rule, scale * share, own);
        const LossSum second =
            computeCrossEntropy(row, others.subspan(i, 1), classCount, rule, scale * (1 - share), other.data());
        std::transform(own, own + classes, other.begin(), own, std::plus<float>());
        sum.loss += share * first.loss + (1 - share) * second.loss;
        sum.correct += share < 0.5 ? second.correct : first.correct;
    }
    return sum;
}

int softmaxInPlace(float* row, int classCount)
{
    const int largest = static_cast<int>(std::max_element(row, row + classCount) - row);
    const double top = row[largest];
    double sum = 0;
    for (int k = 0; k < classCount; ++k) {
        sum += std::exp(row[k] - top);
    }
    for (int k = 0; k < classCount; ++k) {
        row[k] = static_cast<float>(std::exp(row[k] - top) / sum);
    }
    return largest;
}

} // namespace saccade
