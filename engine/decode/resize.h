#pragma once

#include "engine/data/image_resize.h"
#include "engine/data/resize_rule.h"

namespace saccade {

/// What the network sees, the one rule for training, display and prediction: channels converted first, then the
/// bilinear resize of resizeGeometry()'s source to its target, the rest of a padded image kPadValue.
[[nodiscard]] Image fitImage(ImageView image, const ResizeRule& rule);

} // namespace saccade
