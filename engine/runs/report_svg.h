#pragma once

#include <string>

#include "engine/runs/evaluation_report.h"

namespace saccade {

/// Charts as <svg> elements that take their colours from the document's CSS variables (--s1, --s2, --grid, --text2).
/// Empty when there is nothing to draw. Any thread.
[[nodiscard]] std::string lossCurvesSvg(const std::vector<EpochPoint>& epochs);
[[nodiscard]] std::string accuracyCurvesSvg(const std::vector<EpochPoint>& epochs);
[[nodiscard]] std::string reliabilitySvg(const Reliability& reliability);
[[nodiscard]] std::string coverageSvg(const RiskCoverage& coverage);

} // namespace saccade
