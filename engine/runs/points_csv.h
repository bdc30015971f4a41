#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/training/events.h"

namespace saccade {

/// points.csv: one line a step (kind "batch") and one a validation ("epoch"); an empty cell is a figure that the kind
/// has not. Numbers are the shortest text that reads back to the same bits, whatever the locale.
struct RunPoints
{
    std::vector<BatchPoint> batches;
    std::vector<EpochPoint> epochs; ///< without predictions
    std::size_t damagedLines = 0;   ///< whole lines that could not be read; a torn last line does not count
};

[[nodiscard]] std::string pointsHeader();
[[nodiscard]] std::string pointLine(const BatchPoint& point);
[[nodiscard]] std::string pointLine(const EpochPoint& point);

/// FormatInvalid for another header; an empty text has no points. Any thread.
[[nodiscard]] Result<RunPoints> readPoints(std::string_view csv);

} // namespace saccade
