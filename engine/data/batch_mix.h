#pragma once

#include "engine/data/augmentation.h"

namespace saccade {

enum class MixKind
{
    None,
    Mixup, ///< Zhang et al. 2017: every pixel a weighted mean of two images
    Cutmix ///< Yun et al. 2019: a rectangle of another image
};

/// How each image of a batch is mixed with the one before it (the first with
/// the last), as torchvision's MixUp and CutMix do. The label is mixed with the
/// same share.
struct BatchMix
{
    MixKind kind = MixKind::None;
    double share = 1;   ///< of the image itself, 0 .. 1; with a rectangle what it
                        ///< leaves of the area
    PixelRectangle box; ///< Cutmix: where the other image shows

    bool operator==(const BatchMix&) const = default;
};

/// A pure function of its arguments. Where mixup and cutmix are both on, each
/// batch takes one of them, half the time. Mixup's share is from Beta(alpha,
/// alpha), in steps of 1/65536; Cutmix's rectangle has (1 - such a share) of
/// the area before it is cut at the edge. Any thread.
[[nodiscard]] BatchMix drawMix(const AugmentationSettings& settings, ImageSize size, std::uint64_t seed,
                               std::int64_t step);

/// Mixes `other` into `pixels`, both of one image. Mixup rounds to the nearest
/// level. Any thread.
void mixPixels(const BatchMix& mix, ImageSize size, const std::uint8_t* other, std::uint8_t* pixels);

/// Mixes a whole batch of `count` images in place. Any thread.
void mixBatch(const BatchMix& mix, ImageSize size, std::size_t count, std::uint8_t* pixels);

} // namespace saccade
