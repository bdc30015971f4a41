#pragma once

#include "engine/data/image.h"

namespace saccade {

/// Changes of colour in place, with Pillow's arithmetic: ImageEnhance, ImageOps and its 8-bit HSV. Any thread.

/// Towards black below 1, beyond the image above 1.
void adjustBrightness(float factor, Image& image);
/// The same from the mean grey level.
void adjustContrast(float factor, Image& image);
/// The same from the grey image; one channel stays as it is.
void adjustSaturation(float factor, Image& image);
/// Turns the hue by `turn` of a whole circle, -0.5 .. 0.5, in steps of 1/255; one channel stays as it is.
void adjustHue(double turn, Image& image);
/// (19595 r + 38470 g + 7471 b + 2^15) / 2^16 in all three channels.
void makeGrey(Image& image);
/// Keeps the highest bits, 1 .. 8.
void posterize(int bits, Image& image);
/// Inverts what is not below the threshold.
void solarize(double threshold, Image& image);
/// Stretches each channel to 0 .. 255.
void autoContrast(Image& image);
/// Makes each channel's histogram even.
void equalize(Image& image);
void invert(Image& image);

/// Pillow's blend of two samples: from + factor * (to - from), cut to 0 .. 255 and downwards to a whole number.
[[nodiscard]] inline std::uint8_t blendSample(int from, int to, float factor)
{
    const float value = static_cast<float>(from) + factor * static_cast<float>(to - from);
    return static_cast<std::uint8_t>(value <= 0 ? 0 : value >= 255 ? 255 : static_cast<int>(value));
}

} // namespace saccade
