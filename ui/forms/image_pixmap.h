#pragma once

#include <QImage>

#include "engine/data/image.h"

namespace saccade {

/// A copy of the pixels as an image that Qt draws.
[[nodiscard]] QImage toQImage(ImageView image);

} // namespace saccade
