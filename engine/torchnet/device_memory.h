#pragma once

#include <ATen/core/Tensor.h>

namespace saccade {

/// Uninitialised memory of the processor for what goes to a device: pinned for an accelerator, so that the copy runs
/// beside the processor's next work. LibTorch keeps pinned memory until copies out of it are done.
[[nodiscard]] at::Tensor emptyFor(const c10::Device& device, at::IntArrayRef shape, c10::ScalarType type);

/// What emptyFor() gave, on its device. Does not wait for an accelerator.
[[nodiscard]] at::Tensor sentTo(const c10::Device& device, const at::Tensor& host);

} // namespace saccade
