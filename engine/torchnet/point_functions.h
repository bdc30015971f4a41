#pragma once

#include <ATen/core/Tensor.h>

#include "engine/torchnet/activation_math.h"

namespace saccade {

/// function(x) for each value, and the way back; isKernelInput(x). Needs a TorchThread.
[[nodiscard]] at::Tensor applyFunction(const at::Tensor& x, PointFunction function);
[[nodiscard]] at::Tensor applyFunctionGradient(const at::Tensor& x, const at::Tensor& gradient, PointFunction function);

} // namespace saccade
