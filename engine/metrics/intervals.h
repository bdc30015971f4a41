#pragma once

#include <cstdint>

namespace saccade {

/// From low to high, both included.
struct Interval
{
    double low = 0;
    double high = 0;

    [[nodiscard]] double width() const { return high - low; }
    [[nodiscard]] bool contains(double value) const { return value >= low && value <= high; }
    bool operator==(const Interval&) const = default;
};

inline constexpr double kConfidence = 0.95;

/// The half width, in standard deviations, of the middle `confidence` of a normal distribution: 1.96 for 0.95.
/// Confidence is held to 0..1 - 1e-15.
[[nodiscard]] double normalHalfWidth(double confidence);

/// Wilson's score interval of a share, without continuity correction (Wilson, "Probable inference, the law of
/// succession, and statistical inference", 1927). hits is held to 0..trials; 0..1 when there were no trials. Any
/// thread.
[[nodiscard]] Interval wilsonInterval(std::int64_t hits, std::int64_t trials, double confidence = kConfidence);

/// The fewest trials whose Wilson interval around this share is not wider than `width`; width in (0, 1), else 0.
[[nodiscard]] std::int64_t trialsForWidth(double share, double width, double confidence = kConfidence);

} // namespace saccade
