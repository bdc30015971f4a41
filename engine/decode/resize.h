#pragma once

#include "engine/data/image.h"

namespace saccade {

enum class ResizeKernel
{
    Bilinear, ///< the one for what the network sees
    Lanczos   ///< for thumbnails
};

/// Antialiased resize of the whole image to height x width (aspect not kept), channels as they are. The kernel widens
/// with the reduction; 8-bit samples, coefficients of 22 fractional bits, rows first, rounded after each pass: bit for
/// bit what Image.resize() of Pillow up to 12 gives. Pinned by tests/decode/goldens. No pixels in or out: empty.
[[nodiscard]] Image resizeImage(ImageView image, int height, int width, ResizeKernel kernel = ResizeKernel::Bilinear);

/// What the network sees: channels converted first, then the bilinear resize.
[[nodiscard]] Image fitImage(ImageView image, ImageSize size);

/// The whole image with its longer side at most kThumbnailSide, never enlarged.
[[nodiscard]] Image makeThumbnail(ImageView image);

} // namespace saccade
