#pragma once

#include <string_view>

namespace saccade {

/// Milliseconds since the process was launched, or a negative number when that is not known. launchedAt is the
/// realtime clock's nanoseconds that the launcher took right before the start (`date +%s%N`); with anything shorter
/// the kernel's own start time is used, whose tick of 10 ms is rounded down, so the answer may be 10 ms too large.
[[nodiscard]] double millisecondsSinceLaunch(std::string_view launchedAt);

/// With SACCADE_STARTUP_REPORT set to 1 or to such a time: one line on stderr.
void reportFirstPaint();

} // namespace saccade
