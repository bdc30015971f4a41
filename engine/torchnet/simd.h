#pragma once

#include <cstdint>
#include <cstring>

#include "engine/base/instruction_sets.h"

namespace saccade {

/// Upper half of a float, the layout of c10::BFloat16: kernels over raw memory need no LibTorch header.
struct Bf16
{
    std::uint16_t bits;
};

SACCADE_INLINE float toFloat(Bf16 value)
{
    const std::uint32_t bits = static_cast<std::uint32_t>(value.bits) << 16;
    float result = 0;
    std::memcpy(&result, &bits, sizeof result);
    return result;
}
SACCADE_INLINE float toFloat(float value)
{
    return value;
}

/// Rounds to nearest, ties to even; a NaN stays one.
SACCADE_INLINE void store(Bf16& destination, float value)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    const std::uint32_t rounded = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
    destination.bits = static_cast<std::uint16_t>(value != value ? 0x7fc0U : rounded);
}
SACCADE_INLINE void store(float& destination, float value)
{
    destination = value;
}

/// Rounds, and leaves in `rest` what was lost, for the next value of the same sum: the sum of many values is then as
/// exact as one of them. Equal values rounded alone all err the same way.
SACCADE_INLINE void storeInSum(Bf16& destination, float value, float& rest)
{
    const float exact = value + rest;
    Bf16 rounded;
    store(rounded, exact);
    destination = rounded;
    rest = exact - toFloat(rounded);
}
SACCADE_INLINE void storeInSum(float& destination, float value, float&)
{
    destination = value;
}

} // namespace saccade
