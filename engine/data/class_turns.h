#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// Of each class the first image of that part, then of each the second, and so on, until there are `most`: an even
/// sample that is the same every time. In the order of the turns. Any thread.
[[nodiscard]] std::vector<std::int32_t> takeClassesInTurn(const DataSet& dataSet, Part part, std::size_t most);

} // namespace saccade
