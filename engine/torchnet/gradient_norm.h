#pragma once

#include <ATen/core/Tensor.h>
#include <vector>

#include "engine/torchnet/network_state.h"

namespace saccade {

/// Euclidean norm of all entries.
[[nodiscard]] double normOf(const at::Tensor& gradient);

/// The factor on all gradients that keeps their common norm at or below the limit, as torch.nn.utils.clip_grad_norm_:
/// min(1, limit / (norm + 1e-6)), norm being the root of the summed squares of the given norms, in their order.
[[nodiscard]] double clipFactor(const std::vector<double>& norms, double limit);

/// The same where the gradients are, as a tensor: undefined without any defined gradient. Waits for nothing.
[[nodiscard]] at::Tensor clipFactorOnDevice(const NetworkState& gradients, double limit);

} // namespace saccade
