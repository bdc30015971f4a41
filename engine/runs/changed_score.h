#pragma once

#include <cstdint>

#include "engine/data/data_set.h"
#include "engine/training/events.h"

namespace saccade {

/// What a person's changes make of a score: the same answers, judged by other truths.
struct ChangedScore
{
    std::int64_t images = 0; ///< before
    std::int64_t right = 0;
    std::int64_t imagesNow = 0; ///< without those that were excluded or moved elsewhere
    std::int64_t rightNow = 0;

    bool operator==(const ChangedScore&) const = default;
};

/// part: that of the predictions, whose places are those of the data set; images that came to the part since have no
/// answer and do not count. O(predictions). Any thread.
[[nodiscard]] ChangedScore scoreWithChanges(const PredictionTable& predictions, const DataSet& changed, Part part);

} // namespace saccade
