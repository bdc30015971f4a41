#pragma once

#include "engine/data/image.h"

namespace saccade {

/// Turns and mirrors pixels as EXIF orientation 1..8 asks, so that the image is upright.
[[nodiscard]] Image orientImage(Image image, int orientation);

/// 1 to 3 channels: replicated. 3 to 1: ITU-R 601 luma, (19595 R + 38470 G + 7471 B + 32768) >> 16.
[[nodiscard]] Image convertChannels(ImageView image, int channels);

} // namespace saccade
