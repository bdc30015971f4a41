#pragma once

#include <array>

#include "engine/data/image.h"

namespace saccade {

/// Where each output pixel comes from: column a[0] x + a[1] y + a[2], row a[3] x + a[4] y + a[5], with pixel centres
/// at halves.
using WarpMatrix = std::array<double, 6>;

/// Turns about the middle of the image, counter-clockwise.
[[nodiscard]] WarpMatrix rotation(double degrees, ImageSize size);

/// Image.transform() of Pillow, in place; what comes from outside is `fill`. Any thread.
void warpNearest(const WarpMatrix& matrix, const std::uint8_t fill[3], Image& image);
void warpSmooth(const WarpMatrix& matrix, const std::uint8_t fill[3], Image& image);

/// A part of an image enlarged or reduced to `size`: crop(), then the antialiased bilinear resize() of Pillow up to 12.
/// The part lies inside the image and is not empty.
[[nodiscard]] Image resizedCrop(ImageView source, int left, int top, int width, int height, ImageSize size);

} // namespace saccade
