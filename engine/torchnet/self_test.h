#pragma once

#include "engine/base/result.h"
#include "engine/torchnet/compute_type.h"

namespace saccade {

/// Compares bf16 convolutions, forward and back, and bf16 products with fp32 in the shapes that were wrong in some
/// release, and looks for numbers that are not finite. SelfTestFailed names the first case. Blocks some 10 ms.
[[nodiscard]] Result<void> runSelfTest(const c10::Device& device);

/// GFLOP/s of an fp32 1024x1024 product on this thread, the median of several.
[[nodiscard]] double measureProduct();

} // namespace saccade
