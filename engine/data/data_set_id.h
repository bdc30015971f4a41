#pragma once

#include <string>

#include "engine/data/data_set.h"

namespace saccade {

/// DataSet::id of a data set whose parts are those the source gave: SHA-256 over class names, size, and each sample's
/// name, label, part, group if it has one, and pixels, in order, and over the resize mode unless it is squash. Blocks:
/// about 0.2 s for 12,000 images of 32x32.
[[nodiscard]] std::string computeDataSetId(const DataSet& dataSet);

/// The same data set as one whose images are resized that way; for sources of squares, which no mode changes. Blocks as
/// computeDataSetId() when the mode differs.
[[nodiscard]] DataSet withResizeMode(DataSet dataSet, ResizeMode mode);

} // namespace saccade
