#pragma once

#include "engine/data/image.h"
#include "engine/data/resize_kernel.h"
#include "engine/data/resize_rule.h"

namespace saccade {

/// Antialiased resize of the whole image to height x width (aspect not kept), channels as they are. The kernel widens
/// with the reduction; 8-bit samples, coefficients of 22 fractional bits, rows first, rounded after each pass: bit for
/// bit what Image.resize() of Pillow up to 12 gives. Pinned by tests/decode/goldens; any thread. No pixels in or out:
/// empty.
[[nodiscard]] Image resizeImage(ImageView image, int height, int width, ResizeKernel kernel = ResizeKernel::Bilinear);

/// The same of a box inside the image; at its edges the kernel sees the pixels around it, as Image.resize(box=...).
[[nodiscard]] Image resizeBox(ImageView image, const PixelBox& box, int height, int width,
                              ResizeKernel kernel = ResizeKernel::Bilinear);

} // namespace saccade
