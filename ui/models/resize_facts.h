#pragma once

#include <QString>
#include <optional>

#include "engine/data/auto_side.h"
#include "engine/data/data_set.h"

namespace saccade {

/// What becoming the network's size does to the images of a data set.
struct ResizeFacts
{
    bool isResized = false;             ///< some image has another size than the network's
    std::optional<std::size_t> example; ///< the first image of another proportion than the network's, if there is one
    int autoSide = kAutoSide;           ///< the side that "auto" gives
};

/// Walks the samples: some ms for 100,000. Any thread.
[[nodiscard]] ResizeFacts resizeFacts(const DataSet& dataSet);

/// "Stretch", "Pad", "Crop".
[[nodiscard]] QString resizeModeTitle(ResizeMode mode);
/// What a mode does, in a sentence.
[[nodiscard]] QString resizeModeHelp(ResizeMode mode);
/// "nothing is cropped or stretched", "stretched to 64 × 64": of the whole data set, a mode named only where it
/// matters.
[[nodiscard]] QString resizeSummary(const DataSet& dataSet);
/// How much of one image is lost, or how much of the input is padding.
[[nodiscard]] QString resizeEffect(ImageSize image, const ResizeRule& rule);

} // namespace saccade
