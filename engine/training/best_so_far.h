#pragma once

#include "engine/training/events.h"

namespace saccade {

/// Which validation was the best, and how many came since: the rule by which weights are kept and a run ends early. A
/// plain value, so that a resumed run can take it up.
struct BestSoFar
{
    std::optional<double> accuracy; ///< none before the first validation
    double loss = 0;
    int sinceBest = 0; ///< validations after the best one

    /// Takes a validation in and says whether it is the best: more images right, or as many with a lower loss (surer of
    /// the same answers). One without validation images is always the best. Any thread.
    bool add(const EpochPoint& point);
    /// Whether so many validations came without a better one; patience 0 is without end.
    [[nodiscard]] bool isOutOfPatience(int patience) const { return patience > 0 && sinceBest >= patience; }

    bool operator==(const BestSoFar&) const = default;
};

} // namespace saccade
