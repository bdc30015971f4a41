#pragma once

#include <QString>
#include <string>

#include "engine/data/augmentation.h"

namespace saccade {

/// A group inside the augmentation's.
[[nodiscard]] bool isAugmentationPart(const std::string& group);

/// What of one group is switched on, in few words, or "off".
[[nodiscard]] QString augmentationNote(const AugmentationSettings& settings, const std::string& group);

/// Why a setting has no effect beside the others or on these images, or empty.
[[nodiscard]] QString augmentationIrrelevance(const AugmentationSettings& settings, const std::string& field,
                                              bool isGrey);

} // namespace saccade
