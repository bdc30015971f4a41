#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

inline constexpr std::size_t kProbeCount = 12;

/// Up to 12 images whose predictions are shown while the network learns: from validation, or from training when there
/// is none; spread evenly over the classes that have images, drawn by the seed. Any thread.
[[nodiscard]] std::vector<std::int32_t> chooseProbes(const DataSet& dataSet, std::uint64_t seed);

} // namespace saccade
