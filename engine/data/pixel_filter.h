#pragma once

#include "engine/data/image.h"

namespace saccade {

/// Filters in place. Any thread.

/// Away from (above 1) or towards (below 1) the smoothed image, whose edge is the image's own: ImageEnhance.Sharpness.
void adjustSharpness(float factor, Image& image);

/// torchvision's gaussian_blur with a kernel of 2 * ceil(3 * sigma) + 1 pixels on each axis, cut to what reflection at
/// the edge allows (2 * side - 1). Separable here, one two-dimensional kernel there: results may differ by one level.
void blurGaussian(float sigma, Image& image);

} // namespace saccade
