#pragma once

#include <string>

#include "engine/data/data_set.h"

namespace saccade {

/// DataSet::id of a data set whose parts are those the source gave: SHA-256 over class names, size, and each sample's
/// name, label, part, group if it has one, and pixels, in order. Blocks: about 0.2 s for 12,000 images of 32x32.
[[nodiscard]] std::string computeDataSetId(const DataSet& dataSet);

} // namespace saccade
