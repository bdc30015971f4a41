#pragma once

#include "engine/data/image.h"
#include "engine/data/resize_kernel.h"

namespace saccade {

/// Every row of the image becomes one with a sample for each span. 1 or 3 channels.
[[nodiscard]] Image resizeRows(ImageView image, const LineWeights& weights);

/// Every column likewise; `firstRow` is what the spans call the image's first row.
[[nodiscard]] Image resizeColumns(ImageView image, int firstRow, const LineWeights& weights);

/// The same values for each instruction set; the plain way alone, for tests.
[[nodiscard]] Image resizeRowsPlainly(ImageView image, const LineWeights& weights);

} // namespace saccade
