#pragma once

#include <cstdint>

#include "engine/data/image.h"

namespace saccade {

/// What can be done to the pixels of an image. Each is torchvision's function of that name on a Pillow image, bit for
/// bit (Blur within one level, see there): tests/data/goldens. The last column is `amount`.
enum class PixelOperationKind : std::uint8_t
{
    RotateSmooth, ///< rotate, bilinear                       degrees, counter-clockwise
    Rotate,       ///< rotate, nearest                        degrees, counter-clockwise
    ShearX,       ///< affine about the left top corner       tangent
    ShearY,       ///<                                        tangent
    TranslateX,   ///< affine                                 whole pixels to the right
    TranslateY,   ///<                                        whole pixels down
    Brightness,   ///< adjust_brightness                      factor
    Contrast,     ///< adjust_contrast                        factor
    Saturation,   ///< adjust_saturation                      factor
    Hue,          ///< adjust_hue                             turn, -0.5 .. 0.5
    Sharpness,    ///< adjust_sharpness                       factor
    Grey,         ///< to_grayscale, three equal channels     -
    Blur,         ///< gaussian_blur, 2 * ceil(3 sigma) + 1   sigma in pixels
    Posterize,    ///< posterize                              bits that stay, 1 .. 8
    Solarize,     ///< solarize                               threshold, 0 .. 255
    AutoContrast, ///< autocontrast                           -
    Equalize,     ///< equalize                               -
    Invert,       ///< invert                                 -
};

struct PixelOperation
{
    PixelOperationKind kind = PixelOperationKind::Invert;
    double amount = 0;

    bool operator==(const PixelOperation&) const = default;
};

/// In place. `fill` is the colour of what comes from outside the image. Saturation, Hue and Grey do nothing to an image
/// of one channel. An empty image stays empty. Any thread.
void applyOperation(const PixelOperation& operation, const std::uint8_t fill[3], Image& image);

} // namespace saccade
