#pragma once

#include <QString>
#include <QStringList>

#include "engine/session/evaluation_figures.h"

namespace saccade {

/// Figures in words, translated; percents without their sign where a heading has it.
[[nodiscard]] QString intervalText(const Interval& share, int decimals);                  ///< "82.1–88.4"
[[nodiscard]] QString withInterval(double share, const Interval& interval, int decimals); ///< "85.5 (82.1–88.4)"

/// Does the network keep what its confidence promises?
[[nodiscard]] QString reliabilityText(const Reliability& reliability);
/// What correcting would do, or why it cannot be corrected.
[[nodiscard]] QString temperatureText(const EvaluationFigures& figures);
/// "At 60.0 % the network answers 91.2 % of the images and is wrong in 3.1 % of these (2.5–3.8)."
[[nodiscard]] QString coverageText(const CoveragePoint& point, std::int64_t images);
/// Precision, recall and F1 of one class at a threshold, with intervals.
[[nodiscard]] QString thresholdText(const ThresholdFigures& figures);
/// Why a label is suspected: how the image fared over `validations`.
[[nodiscard]] QString suspectReason(const ImageHistory& history, std::int64_t validations);

} // namespace saccade
