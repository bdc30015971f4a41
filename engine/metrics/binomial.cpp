#include "engine/metrics/binomial.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

/// A product whose factors would leave the range of double on the way.
class ScaledProduct
{
public:
    void multiply(double factor)
    {
        int exponent = 0;
        m_mantissa = std::frexp(m_mantissa * factor, &exponent);
        m_exponent += exponent;
    }
    [[nodiscard]] double value() const
    {
        return std::ldexp(m_mantissa,
                          static_cast<int>(std::clamp(m_exponent, std::int64_t{-5000}, std::int64_t{5000})));
    }

private:
    double m_mantissa = 1;
    std::int64_t m_exponent = 0;
};

double probabilityOf(std::int64_t hits, std::int64_t trials, double chance)
{
    ScaledProduct product;
    for (std::int64_t i = 1; i <= hits; ++i) {
        product.multiply(static_cast<double>(trials - hits + i) / static_cast<double>(i) * chance);
    }
    for (std::int64_t i = hits; i < trials; ++i) {
        product.multiply(1 - chance);
    }
    return product.value();
}

/// The terms from `hits` away from the mean, until they no longer count.
double tailSum(std::int64_t hits, std::int64_t trials, double chance, bool upwards)
{
    const double odds = chance / (1 - chance);
    double term = probabilityOf(hits, trials, chance);
    double sum = 0;
    for (std::int64_t k = hits; term > sum * 1e-18; k += upwards ? 1 : -1) {
        sum += term;
        const double growth = upwards ? static_cast<double>(trials - k) / static_cast<double>(k + 1) * odds
                                      : static_cast<double>(k) / static_cast<double>(trials - k + 1) / odds;
        term *= growth;
    }
    return sum;
}

} // namespace

double binomialUpperTail(std::int64_t hits, std::int64_t trials, double chance)
{
    if (hits <= 0) {
        return 1;
    }
    if (hits > trials || !(chance > 0)) {
        return 0;
    }
    if (chance >= 1) {
        return 1;
    }
    const bool isAboveMean = static_cast<double>(hits) > static_cast<double>(trials) * chance;
    const double tail =
        isAboveMean ? tailSum(hits, trials, chance, true) : 1 - tailSum(hits - 1, trials, chance, false);
    return std::clamp(tail, 0.0, 1.0);
}

} // namespace saccade
