#include "engine/metrics/intervals.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saccade {

namespace {

Interval wilson(double share, double trials, double z)
{
    const double zz = z * z;
    const double middle = (share + zz / (2 * trials)) / (1 + zz / trials);
    const double half = z / (1 + zz / trials) * std::sqrt(share * (1 - share) / trials + zz / (4 * trials * trials));
    // At the ends the formula is 0 or 1 exactly; rounding must not say otherwise.
    return {share <= 0 ? 0.0 : std::clamp(middle - half, 0.0, 1.0),
            share >= 1 ? 1.0 : std::clamp(middle + half, 0.0, 1.0)};
}

} // namespace

double normalHalfWidth(double confidence)
{
    const double outside = 1 - std::clamp(confidence, 0.0, 1 - 1e-15);
    // The complementary error function falls steadily; halving ends at two neighbouring doubles.
    double low = 0;
    double high = 10;
    for (int step = 0; step < 64; ++step) {
        const double middle = (low + high) / 2;
        (std::erfc(middle / std::numbers::sqrt2) > outside ? low : high) = middle;
    }
    return (low + high) / 2;
}

Interval wilsonInterval(std::int64_t hits, std::int64_t trials, double confidence)
{
    if (trials <= 0) {
        return {0, 1};
    }
    const auto whole = static_cast<double>(trials);
    const double share = static_cast<double>(std::clamp<std::int64_t>(hits, 0, trials)) / whole;
    return wilson(share, whole, normalHalfWidth(confidence));
}

std::int64_t trialsForWidth(double share, double width, double confidence)
{
    if (!(width > 0 && width < 1)) {
        return 0;
    }
    const double z = normalHalfWidth(confidence);
    const double held = std::clamp(share, 0.0, 1.0);
    std::int64_t low = 0;
    std::int64_t high = 1;
    while (high < (std::int64_t{1} << 50) && wilson(held, static_cast<double>(high), z).width() > width) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (wilson(held, static_cast<double>(middle), z).width() > width ? low : high) = middle;
    }
    return high;
}

} // namespace saccade
