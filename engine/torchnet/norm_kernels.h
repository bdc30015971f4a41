#pragma once

#include <cstdint>

#include "engine/torchnet/activation_math.h"

namespace saccade {

/// Pixels with their channels beside each other; `Value` is float or Bf16. No LibTorch here: raw memory, one thread.
template <typename Value>
struct Pixels
{
    Value* values = nullptr;
    std::int64_t count = 0;
    std::int64_t channels = 0;
};

/// function(x * factor + offset), per channel.
struct ChannelMap
{
    const float* factor = nullptr;
    const float* offset = nullptr;
    PointFunction function = PointFunction::None;
};

/// Sums for each channel of x - shift and of its square, added to `sum` and `squares`.
struct ChannelSums
{
    const float* shift = nullptr;
    double* sum = nullptr;
    double* squares = nullptr;
};

/// Sums for each channel of the arriving gradient, and of it times the normalised input (x - mean) * inverse.
struct GradientSums
{
    const float* mean = nullptr;
    const float* inverse = nullptr;
    double* gradient = nullptr;
    double* product = nullptr;
};

/// The gradient that arrives: one tensor, or the sum of two.
template <typename Value>
struct ArrivingGradient
{
    const Value* first = nullptr;
    const Value* second = nullptr; ///< may be null
};

/// dx = change * a + x * b + c, per channel.
struct GradientMap
{
    const float* a = nullptr;
    const float* b = nullptr;
    const float* c = nullptr;
};

/// One image before 2x2 maximum pooling with stride 2; the pooled one has half the sides, rounded down.
struct PooledImage
{
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
};

/// Is finding the slope again cheaper than keeping what it gave?
[[nodiscard]] constexpr bool isCheapSlope(PointFunction function)
{
    return function == PointFunction::None || function == PointFunction::Relu;
}

template <typename Value>
struct NormKernels
{
    /// The largest of each 2x2 window and where it was (0..3, the first of equals); codes may be null.
    static void poolMaximum(const Value* image, const PooledImage& shape, Value* pooled, std::uint8_t* codes);
    static void addSums(const Pixels<const Value>& x, const ChannelSums& sums);
    /// y = function(x * factor + offset + other); other may be null.
    static void map(const Pixels<const Value>& x, const ChannelMap& map, const Value* other, Value* y);
    /// The change: the arriving gradient times the slope of map(). Summed, and stored unless `result` is null, which it
    /// may be where isCheapSlope() and other is null.
    static void mapGradient(const Pixels<const Value>& x, const ChannelMap& map, const Value* other,
                            const ArrivingGradient<Value>& gradient, Value* result, const GradientSums& sums);
    /// dx from the change, found again from what arrives: isCheapSlope(channels.function).
    static void inputGradient(const Pixels<const Value>& x, const ChannelMap& channels,
                              const ArrivingGradient<Value>& gradient, const GradientMap& map, Value* result);
    /// dx from a stored change, spread to where the maxima were; zero elsewhere. Like inputGradient() it keeps the sums
    /// over pixels, which are zero after a norm: see storeInSum().
    static void unpoolGradient(const Value* pooled, const Value* gradient, const std::uint8_t* codes,
                               const PooledImage& shape, const GradientMap& map, Value* result);
    /// A point function alone, and its way back, whose pixels' sums are kept: see storeInSum().
    static void apply(const Value* x, std::int64_t count, PointFunction function, Value* y);
    static void applyGradient(const Pixels<const Value>& x, const Value* gradient, PointFunction function,
                              Value* result);
};

extern template struct NormKernels<float>;
extern template struct NormKernels<Bf16>;

} // namespace saccade
