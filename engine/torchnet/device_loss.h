#pragma once

#include <ATen/core/Tensor.h>
#include <span>

#include "engine/torchnet/cross_entropy.h"

namespace saccade {

/// The labels of a share of a batch.
struct LossTargets
{
    std::span<const std::int32_t> labels;
    std::span<const std::int32_t> others; ///< of a mixed batch, else none
    double share = 1;                     ///< of `labels` beside others
};

/// Loss and hits, on the device.
struct DeviceLoss
{
    at::Tensor sums;     ///< (2) doubles: loss, hits
    at::Tensor gradient; ///< as the logits
};

/// computeCrossEntropy() and computeMixedCrossEntropy() as operations where the logits (count, classes; fp32) are.
/// Waits for nothing.
[[nodiscard]] DeviceLoss crossEntropyOnDevice(const at::Tensor& logits, const LossTargets& targets,
                                              const LossRule& rule, double scale);

} // namespace saccade
