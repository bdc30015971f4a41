#pragma once

#include <ATen/core/Tensor.h>

#include "engine/network/layer_graph.h"

namespace saccade {

/// Is computeWeightGradient() the faster way for this convolution on this processor? A fixed rule, never a measurement:
/// the same plan must take the same way in every process.
[[nodiscard]] bool prefersProducts(const Conv2dLayer& layer, const at::Tensor& input);

/// A bf16 convolution's weight gradient as `kernel` matrix products: oneDNN's own kernel needs some 20 ms for
/// 256x256x3x3 however few images there are, the products an eighth. Stride 1, one group, padding below the kernel;
/// channels_last. Needs a TorchThread.
[[nodiscard]] at::Tensor computeWeightGradient(const Conv2dLayer& layer, const at::Tensor& input,
                                               const at::Tensor& gradient);

} // namespace saccade
