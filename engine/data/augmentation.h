#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/fields.h"
#include "engine/data/image.h"

namespace saccade {

enum class FlipMode
{
    Off,
    Random,     ///< each image mirrored with probability 1/2, drawn anew each epoch
    Alternating ///< a random half mirrored in the first epoch, then every image's other side in turn
};

/// What is done to a training image before it reaches the network.
struct AugmentationSettings
{
    FlipMode flip = FlipMode::Random;
    int translate = 2; ///< largest shift in pixels on each axis; the border is filled by reflection
    int cutout = 0;    ///< side of the square filled with the mean colour, 0 = off

    bool operator==(const AugmentationSettings&) const = default;
};

[[nodiscard]] std::vector<Field> fields(AugmentationSettings& settings);

/// The parameters drawn for one image in one epoch. The device applies the same values.
struct AugmentationDraw
{
    bool flip = false;
    std::int16_t shiftX = 0; ///< source column = column + shiftX, before reflection
    std::int16_t shiftY = 0;
    std::int16_t cutoutX = 0; ///< left edge of the square in the output, may be outside
    std::int16_t cutoutY = 0;
    std::int16_t cutoutSide = 0;

    bool operator==(const AugmentationDraw&) const = default;
};

/// A pure function of its arguments: no thread, order or earlier draw matters. epoch counts from 0. Any thread.
[[nodiscard]] AugmentationDraw drawAugmentation(const AugmentationSettings& settings, ImageSize size,
                                                std::uint64_t seed, int epoch, std::size_t index);

/// Writes the augmented image as bytes: the trainer's own arithmetic, used by the previews. Output column x shows
/// source column reflect(x + shiftX), after mirroring reflect(width - 1 - x + shiftX); reflect(-1) = 1, the edge is not
/// repeated. `fill` is the cutout's colour. destination takes source.size.bytes() values. About 0.3 us for 32x32x3.
void applyAugmentation(const AugmentationDraw& draw, ImageView source, const std::uint8_t fill[3],
                       std::uint8_t* destination);

} // namespace saccade
