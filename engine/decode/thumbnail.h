#pragma once

#include "engine/data/image.h"

namespace saccade {

/// The whole image with its longer side at most kThumbnailSide, never enlarged: halved as long as it is several times
/// too large, then the Lanczos resize. For the eye only: no network sees it. Any thread.
[[nodiscard]] Image makeThumbnail(ImageView image);

/// Means of squares of 2 x 2 pixels, halves rounded up; an odd last row or column is left out. Both sides at least 2.
[[nodiscard]] Image halveImage(ImageView image);

} // namespace saccade
