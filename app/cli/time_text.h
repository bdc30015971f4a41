#pragma once

#include <string>

#include "app/cli/json_text.h"
#include "engine/training/events.h"

namespace saccade {

/// {"computing": 0.67, "waiting": 0.31, "validating": 0.02}
[[nodiscard]] Json timeJson(const TimeShares& shares);

/// "time: 67 % computing, 31 % waiting for images, 2 % validating. ..." with what would help, or "" when nothing was
/// measured.
[[nodiscard]] std::string timeText(const TimeShares& shares, const TrainSettings& settings);
/// What would help alone.
[[nodiscard]] std::string timeAdvice(const TimeShares& shares, const TrainSettings& settings);

} // namespace saccade
