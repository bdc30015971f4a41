#pragma once

#include <QString>

#include "engine/session/comparison_session.h"

namespace saccade {

/// p at which a difference counts as told.
inline constexpr double kTellingP = 0.05;

/// What the paired test allows to say, and no more. Translated, as all of this file.
[[nodiscard]] QString comparisonHeadline(const RunComparison& comparison);
/// On how many images they differ, and how likely chance alone does that.
[[nodiscard]] QString comparisonDetails(const RunComparison& comparison);
/// In what the images of the two runs are not the same: other pixels, labels corrected since, images left out; "" in
/// nothing.
[[nodiscard]] QString comparisonNote(const RunComparison& comparison);
/// "A   93.15 % (92.6–93.6)   run-name".
[[nodiscard]] QString comparedRunText(const QString& letter, const RunFolder& run, std::int64_t right,
                                      std::int64_t images, const Interval& accuracy);

} // namespace saccade
