#pragma once

#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/data/pixel_operation.h"

namespace saccade {

/// Published sets of operations, with the ranges and tables of torchvision's classes of the same names and its default
/// interpolation, nearest.
enum class AugmentationPolicy
{
    None,
    RandAugment,    ///< Cubuk et al. 2019: so many operations of one strength
    TrivialAugment, ///< TrivialAugmentWide, Mueller and Hutter 2021: one operation of any strength
    AutoAugmentCifar10,
    AutoAugmentImageNet,
    AutoAugmentSvhn ///< Cubuk et al. 2018: one of 25 learnt pairs
};

/// The names in files, in the order of the enum.
[[nodiscard]] const std::vector<std::string>& augmentationPolicyNames();

/// Steps of strength of RandAugment and TrivialAugment, counted from 0; AutoAugment has ten.
inline constexpr int kPolicyBins = 31;

struct PolicyChoice
{
    AugmentationPolicy policy = AugmentationPolicy::None;
    int number = 2;    ///< RandAugment
    int magnitude = 9; ///< RandAugment, 0 .. kPolicyBins - 1
};

/// An operation at one of a policy's strengths, as torchvision's magnitude tables and _apply_transform make it; the
/// second sign is the mirrored one (to the other side, darker) where there are two. Any thread.
[[nodiscard]] PixelOperation policyOperation(AugmentationPolicy policy, PixelOperationKind kind, int bin,
                                             bool isMirrored, ImageSize size);

/// Appends what is drawn for one image. Any thread.
void drawPolicy(const PolicyChoice& choice, ImageSize size, RandomStream& random,
                std::vector<PixelOperation>& operations);

} // namespace saccade
