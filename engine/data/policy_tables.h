#pragma once

#include <array>

#include "engine/data/augmentation_policy.h"

namespace saccade {

/// One half of a learnt pair: how often, and at which of ten strengths (0 where there is none).
struct PolicyStep
{
    PixelOperationKind kind = PixelOperationKind::Invert;
    double probability = 0;
    int bin = 0;
};

inline constexpr int kPolicyPairs = 25;
using PolicyPair = std::array<PolicyStep, 2>;
using PolicyTable = std::array<PolicyPair, kPolicyPairs>;

/// The pairs of an AutoAugment policy, from the paper's appendix as torchvision has them; any other policy gives
/// CIFAR-10's.
[[nodiscard]] const PolicyTable& policyTable(AugmentationPolicy policy);

} // namespace saccade
