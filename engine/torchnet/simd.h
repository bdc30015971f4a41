#pragma once

#include <cstdint>
#include <cstring>

// One function compiled for several instruction sets, the best one chosen when the library is loaded. What it calls
// must be inlined into it, hence SACCADE_INLINE.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SACCADE_SIMD __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SACCADE_SIMD
#endif
#define SACCADE_INLINE inline __attribute__((always_inline))

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

} // namespace saccade
