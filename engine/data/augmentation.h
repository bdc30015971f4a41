#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/fields.h"
#include "engine/data/augmentation_policy.h"
#include "engine/data/image.h"

namespace saccade {

enum class FlipMode
{
    Off,
    Random,     ///< each image mirrored with probability 1/2, drawn anew each epoch
    Alternating ///< a random half mirrored in the first epoch, then every image's other side in turn
};

/// What is done to a training image before it reaches the network, in this order: resized crop, flip and shift,
/// rotation, policy, colour jitter, grey, blur, cut-out, erasing. Ranges and operations are torchvision's
/// (transforms.v2 on Pillow images); what is outside the image after a rotation, shear or policy shift, the cut-out and
/// the erased rectangle show the data set's mean colour.
struct AugmentationSettings
{
    FlipMode flip = FlipMode::Random;
    int translate = 2; ///< largest shift in pixels on each axis; the border is filled by reflection
    int cutout = 0;    ///< side of the square filled with the mean colour, 0 = off

    double cropSmallest = 1; ///< RandomResizedCrop's scale: smallest share of the area, 1 = off; ratio 3/4 .. 4/3
    double cropLargest = 1;  ///< largest share of the area, at least cropSmallest
    double rotate = 0;       ///< RandomRotation, bilinear: largest angle in degrees, both ways

    double brightness = 0; ///< ColorJitter: factors from [max(0, 1 - x), 1 + x], the four kinds in random order
    double contrast = 0;
    double saturation = 0;
    double hue = 0;  ///< turn of the colour circle from [-x, x], at most 0.5
    double grey = 0; ///< RandomGrayscale's probability

    double blur = 0;           ///< probability of GaussianBlur with a kernel of 2 * ceil(3 * sigma) + 1 pixels
    double blurSmallest = 0.1; ///< sigma's range, pixels
    double blurLargest = 2;
    double erase = 0; ///< RandomErasing's probability; scale 0.02 .. 0.33, ratio 0.3 .. 3.3

    AugmentationPolicy policy = AugmentationPolicy::None;
    int policyNumber = 2;    ///< RandAugment: operations for one image
    int policyMagnitude = 9; ///< RandAugment: their strength, 0 .. 30

    double mixup = 0;  ///< alpha of MixUp, 0 = off; see batch_mix.h, which mixes what all this has made
    double cutmix = 0; ///< alpha of CutMix

    bool operator==(const AugmentationSettings&) const = default;
};

[[nodiscard]] std::vector<Field> fields(AugmentationSettings& settings);

/// Whether the mean colour can be seen, so that it must be known.
[[nodiscard]] bool usesFill(const AugmentationSettings& settings);

/// Whether flip, shift, cut-out and erasing are all of it: these a device can do (torchnet's augmentOnDevice()). All
/// other kinds are the loader's, and with one of them everything is, since the passes follow each other.
[[nodiscard]] bool canDrawOnDevice(const AugmentationSettings& settings);

/// Ranges between fields: which one is wrong, or empty. The Error is SettingInvalid and names it.
[[nodiscard]] Result<void> checkRanges(const AugmentationSettings& settings);

/// A part of an image; nothing of it when width is 0.
struct PixelRectangle
{
    std::int16_t left = 0;
    std::int16_t top = 0;
    std::int16_t width = 0;
    std::int16_t height = 0;

    bool operator==(const PixelRectangle&) const = default;
};

/// The parameters drawn for one image in one epoch. The device applies the same values.
struct AugmentationDraw
{
    bool flip = false;
    std::int16_t shiftX = 0; ///< source column = column + shiftX, before reflection
    std::int16_t shiftY = 0;
    std::int16_t cutoutX = 0; ///< left edge of the square in the output, may be outside
    std::int16_t cutoutY = 0;
    std::int16_t cutoutSide = 0;
    PixelRectangle crop;                    ///< becomes the whole image first
    PixelRectangle erased;                  ///< filled last
    std::vector<PixelOperation> operations; ///< between shift and cut-out, in this order

    bool operator==(const AugmentationDraw&) const = default;
};

/// A pure function of its arguments: no thread, order or earlier draw matters, and no kind's draw depends on whether
/// another is on. epoch counts from 0. Any thread.
[[nodiscard]] AugmentationDraw drawAugmentation(const AugmentationSettings& settings, ImageSize size,
                                                std::uint64_t seed, int epoch, std::size_t index);

/// Writes the augmented image as bytes: the trainer's own arithmetic, used by the previews. Output column x shows
/// source column reflect(x + shiftX), after mirroring reflect(width - 1 - x + shiftX); reflect(-1) = 1, the edge is not
/// repeated. `fill` is the mean colour. destination takes source.size.bytes() values. About 0.3 us for 32x32x3 when
/// there is neither crop nor operation.
void applyAugmentation(const AugmentationDraw& draw, ImageView source, const std::uint8_t fill[3],
                       std::uint8_t* destination);

} // namespace saccade
