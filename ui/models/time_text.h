#pragma once

#include <QString>
#include <vector>

#include "engine/training/events.h"

namespace saccade {

/// What the time until the last of these validations went into. Any thread.
[[nodiscard]] TimeShares sharesUntil(const std::vector<EpochPoint>& epochs);

/// "67 % computing, 31 % waiting for images, 2 % validating"; empty when nothing was measured. UI thread.
[[nodiscard]] QString timeSharesText(const TimeShares& shares);
/// What the shares mean and what would help, in one sentence; empty when nothing was measured. UI thread.
[[nodiscard]] QString timeAdvice(const TimeShares& shares, const TrainSettings& settings);

} // namespace saccade
