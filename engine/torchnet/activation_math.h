#pragma once

#include <cstdint>
#include <cstring>

#include "engine/torchnet/simd.h"

namespace saccade {

/// What a kernel applies to each value z; None passes it on.
enum class PointFunction
{
    None,
    Relu,
    Gelu,
    Silu
};

/// exp(x) for x <= 0, relative error below 3e-7; 0 below -87. Written without branches, so that loops over it become
/// vector code. A NaN gives a NaN.
SACCADE_INLINE float expNegative(float x)
{
    constexpr float kLog2E = 1.44269504F;
    constexpr float kRounder = 12582912.0F; // 1.5 * 2^23: adding it rounds to an integer
    const float bounded = x < -87.0F ? -87.0F : x;
    const float shifted = bounded * kLog2E + kRounder;
    const float whole = shifted - kRounder;
    const float rest = (bounded - whole * 0.693359375F) - whole * -2.12194440e-4F;
    float series = 1.9875691500e-4F;
    series = series * rest + 1.3981999507e-3F;
    series = series * rest + 8.3334519073e-3F;
    series = series * rest + 4.1665795894e-2F;
    series = series * rest + 1.6666665459e-1F;
    series = series * rest + 5.0000001201e-1F;
    series = series * rest * rest + rest + 1.0F;
    std::int32_t bits = 0;
    std::memcpy(&bits, &series, sizeof bits);
    std::int32_t exponent = 0;
    std::memcpy(&exponent, &shifted, sizeof exponent);
    bits += static_cast<std::int32_t>(static_cast<std::uint32_t>(exponent) << 23);
    float result = 0;
    std::memcpy(&result, &bits, sizeof result);
    return x < -87.0F ? 0.0F : result;
}

/// Value and slope of a point function.
struct PointResult
{
    float value;
    float slope;
};

/// z * Phi(z) with Phi by Abramowitz and Stegun 7.1.26, absolute error of erf below 1.5e-7: its exponential is the
/// slope's too.
SACCADE_INLINE PointResult geluOf(float z)
{
    const float size = z < 0 ? -z : z;
    const float bell = expNegative(-0.5F * z * z);
    const float t = 1.0F / (1.0F + 0.3275911F * 0.707106781F * size);
    float series = 1.061405429F;
    series = series * t - 1.453152027F;
    series = series * t + 1.421413741F;
    series = series * t - 0.284496736F;
    series = series * t + 0.254829592F;
    const float tail = 0.5F * series * t * bell;
    const float share = z < 0 ? tail : 1.0F - tail;
    return {z * share, share + z * bell * 0.398942280F};
}

SACCADE_INLINE PointResult siluOf(float z)
{
    const float size = z < 0 ? -z : z;
    const float fading = expNegative(-size);
    const float divisor = 1.0F / (1.0F + fading);
    const float share = z < 0 ? fading * divisor : divisor;
    return {z * share, share * (1.0F + z * (1.0F - share))};
}

template <PointFunction function>
SACCADE_INLINE PointResult pointResult(float z)
{
    if constexpr (function == PointFunction::Gelu) {
        return geluOf(z);
    } else if constexpr (function == PointFunction::Silu) {
        return siluOf(z);
    } else if constexpr (function == PointFunction::Relu) {
        return {z < 0 ? 0.0F : z, z > 0 ? 1.0F : 0.0F}; // a NaN stays one
    } else {
        return {z, 1.0F};
    }
}

} // namespace saccade
