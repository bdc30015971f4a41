#pragma once

#include "engine/data/split.h"

namespace saccade {

/// Draws a part from the training samples so that no group is divided: whole groups (a sample without one is a group of
/// its own) are taken in an order drawn from seed and name, as long as they bring each class nearer to
/// round(share * n); then the smallest group of every class that has got nothing. Each class keeps training images.
void drawGroups(const DataSet& dataSet, std::vector<Sample>& samples, Part part, double share, std::uint64_t seed);

} // namespace saccade
