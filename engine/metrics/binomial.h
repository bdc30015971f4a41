#pragma once

#include <cstdint>

namespace saccade {

/// P(X >= hits) for X binomial(trials, chance): the chance of so many hits or more. Summed exactly from its terms, no
/// approximation. hits <= 0 gives 1, hits > trials gives 0; chance is held to 0..1. O(trials). Any thread.
[[nodiscard]] double binomialUpperTail(std::int64_t hits, std::int64_t trials, double chance);

} // namespace saccade
