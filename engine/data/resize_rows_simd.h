#pragma once

#include "engine/data/image.h"
#include "engine/data/resize_kernel.h"

namespace saccade {

/// True when this processor has what resizeRowsInVectors() needs (AVX2).
[[nodiscard]] bool hasVectorRows();

/// resizeRows() some six times as fast, the same values: sums of whole numbers do not depend on their order. `out` has
/// room for every row.
void resizeRowsInVectors(ImageView image, const LineWeights& weights, std::uint8_t* out);

} // namespace saccade
