#pragma once

#include <optional>

namespace saccade {

/// Whether the best class's probability is too low to be told: the answer then is "unknown". Never without a threshold;
/// always for a probability that is no number. Any thread.
[[nodiscard]] inline bool isRejected(double probability, std::optional<double> threshold)
{
    return threshold && !(probability >= *threshold);
}

} // namespace saccade
