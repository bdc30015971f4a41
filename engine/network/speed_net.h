#pragma once

#include "engine/network/families.h"

namespace saccade {

/// Smallest side whose three halvings after the 2x2 whitening leave one position.
inline constexpr int kSpeedNetSide = 9;

/// "speed-net": frozen whitening, three groups of two convolutions, global max-pool, logits divided by 256. After the
/// network of K. Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU", arXiv 2404.00498, with the first values
/// of its successor trained by Muon. Any thread.
[[nodiscard]] LayerGraph buildSpeedNet(const NetworkRequest& request);

} // namespace saccade
