#include "engine/training/time_shares.h"

#include <algorithm>

namespace saccade {

TimeShares timeShares(double seconds, double waited, double validated)
{
    if (!(seconds > 0)) {
        return {};
    }
    // Clocks read one after the other may disagree by some microseconds.
    const double validating = std::clamp(validated / seconds, 0.0, 1.0);
    const double waiting = std::clamp(waited / seconds, 0.0, 1 - validating);
    return {1 - validating - waiting, waiting, validating};
}

Bottleneck bottleneckOf(const TimeShares& shares)
{
    if (shares == TimeShares{}) {
        return Bottleneck::Unknown;
    }
    const bool waits = shares.waiting >= kMuchWaiting;
    if (shares.validating >= kMuchValidating && (!waits || shares.validating > shares.waiting)) {
        return Bottleneck::Validating;
    }
    return waits ? Bottleneck::Waiting : Bottleneck::Nothing;
}

} // namespace saccade
