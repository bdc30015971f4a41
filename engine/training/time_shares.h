#pragma once

namespace saccade {

/// What some time went into. Waiting: the training step had no batch. Validating: validation and probe images. All
/// else counts as computing. The three add up to 1, or are all 0 when nothing was measured.
struct TimeShares
{
    double computing = 0;
    double waiting = 0;
    double validating = 0;

    bool operator==(const TimeShares&) const = default;
};

/// The shares of some seconds, of which so many were spent waiting and validating. Any thread.
[[nodiscard]] TimeShares timeShares(double seconds, double waited, double validated);

/// What holds a run up most.
enum class Bottleneck
{
    Unknown,    ///< nothing was measured
    Nothing,    ///< the processor computes nearly all the time, as it should
    Waiting,    ///< at least kMuchWaiting of the time
    Validating, ///< at least kMuchValidating of the time, and more than waiting does
};
inline constexpr double kMuchWaiting = 0.1;
inline constexpr double kMuchValidating = 0.25;

[[nodiscard]] Bottleneck bottleneckOf(const TimeShares& shares);

} // namespace saccade
