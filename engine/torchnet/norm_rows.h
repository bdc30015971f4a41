#pragma once

#include <algorithm>
#include <vector>

#include "engine/torchnet/norm_kernels.h"

// The loops of NormKernels along rows of channels. To be inlined into functions that are compiled for several
// instruction sets: norm_kernels.cpp alone includes them.
namespace saccade {

// Sums run in float over so many pixels and in double over these blocks: fast, and no worse than float needs.
inline constexpr std::int64_t kSumBlock = 64;

template <PointFunction function, bool hasOther, typename Value>
SACCADE_INLINE void mapRows(const Pixels<const Value>& x, const ChannelMap& map, const Value* __restrict other,
                            Value* __restrict y)
{
    const float* __restrict factor = map.factor;
    const float* __restrict offset = map.offset;
    const Value* __restrict row = x.values;
    for (std::int64_t pixel = 0; pixel < x.count; ++pixel, row += x.channels, y += x.channels) {
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const float mapped = toFloat(row[c]) * factor[c] + offset[c];
            store(y[c], pointResult<function>(hasOther ? mapped + toFloat(other[c]) : mapped).value);
        }
        other += hasOther ? x.channels : 0;
    }
}

template <PointFunction function, typename Value>
SACCADE_INLINE void mapAll(const Pixels<const Value>& x, const ChannelMap& map, const Value* other, Value* y)
{
    if (other != nullptr) {
        mapRows<function, true>(x, map, other, y);
    } else {
        mapRows<function, false>(x, map, other, y);
    }
}

/// Which tensors a pass over gradients meets.
enum GradientKind : unsigned
{
    kHasOther = 1,
    kHasSecond = 2,
    kIsStored = 4
};

/// One block of rows: what kSumBlock pixels add goes to `partial` (channels for the gradient, then the product).
template <PointFunction function, unsigned kind, typename Value>
SACCADE_INLINE void gradientRows(const Pixels<const Value>& x, const ChannelMap& map, const Value* __restrict other,
                                 const ArrivingGradient<Value>& gradient, Value* __restrict result,
                                 const GradientSums& sums, float* __restrict partial)
{
    const float* __restrict factor = map.factor;
    const float* __restrict offset = map.offset;
    const float* __restrict mean = sums.mean;
    const float* __restrict inverse = sums.inverse;
    const Value* __restrict values = x.values;
    const Value* __restrict first = gradient.first;
    const Value* __restrict second = gradient.second;
    for (std::int64_t pixel = 0; pixel < x.count; ++pixel) {
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const float input = toFloat(values[c]);
            const float mapped = input * factor[c] + offset[c];
            const float slope =
                pointResult<function>((kind & kHasOther) != 0 ? mapped + toFloat(other[c]) : mapped).slope;
            const float arriving = toFloat(first[c]);
            const float change = ((kind & kHasSecond) != 0 ? arriving + toFloat(second[c]) : arriving) * slope;
            float kept = change; // what the way on reads: its sums are to vanish there
            if ((kind & kIsStored) != 0) {
                Value rounded;
                store(rounded, change);
                result[c] = rounded;
                kept = toFloat(rounded);
            }
            partial[c] += kept;
            partial[x.channels + c] += kept * (input - mean[c]) * inverse[c];
        }
        values += x.channels;
        first += x.channels;
        second += (kind & kHasSecond) != 0 ? x.channels : 0;
        other += (kind & kHasOther) != 0 ? x.channels : 0;
        result += (kind & kIsStored) != 0 ? x.channels : 0;
    }
}

inline void addPartial(std::vector<float>& partial, double* first, double* second)
{
    const std::size_t channels = partial.size() / 2;
    for (std::size_t c = 0; c < channels; ++c) {
        first[c] += static_cast<double>(partial[c]);
        second[c] += static_cast<double>(partial[channels + c]);
    }
    std::fill(partial.begin(), partial.end(), 0.0F);
}

template <PointFunction function, unsigned kind, typename Value>
SACCADE_INLINE void gradientBlocks(const Pixels<const Value>& x, const ChannelMap& map, const Value* other,
                                   const ArrivingGradient<Value>& gradient, Value* result, const GradientSums& sums)
{
    std::vector<float> partial(static_cast<std::size_t>(2 * x.channels), 0.0F);
    for (std::int64_t first = 0; first < x.count; first += kSumBlock) {
        const std::int64_t at = first * x.channels;
        const Pixels<const Value> block{x.values + at, std::min(kSumBlock, x.count - first), x.channels};
        const ArrivingGradient<Value> arriving{gradient.first + at,
                                               (kind & kHasSecond) != 0 ? gradient.second + at : nullptr};
        gradientRows<function, kind>(block, map, (kind & kHasOther) != 0 ? other + at : nullptr, arriving,
                                     (kind & kIsStored) != 0 ? result + at : nullptr, sums, partial.data());
        addPartial(partial, sums.gradient, sums.product);
    }
}

template <PointFunction function, typename Value>
SACCADE_INLINE void gradientAll(const Pixels<const Value>& x, const ChannelMap& map, const Value* other,
                                const ArrivingGradient<Value>& gradient, Value* result, const GradientSums& sums)
{
    const bool hasSecond = gradient.second != nullptr;
    if (other != nullptr) {
        if (hasSecond) {
            gradientBlocks<function, kHasOther | kHasSecond | kIsStored>(x, map, other, gradient, result, sums);
        } else {
            gradientBlocks<function, kHasOther | kIsStored>(x, map, other, gradient, result, sums);
        }
        return;
    }
    if constexpr (isCheapSlope(function)) {
        if (result == nullptr && hasSecond) {
            gradientBlocks<function, kHasSecond>(x, map, other, gradient, result, sums);
            return;
        }
        if (result == nullptr) {
            gradientBlocks<function, 0>(x, map, other, gradient, result, sums);
            return;
        }
    }
    if (hasSecond) {
        gradientBlocks<function, kHasSecond | kIsStored>(x, map, other, gradient, result, sums);
    } else {
        gradientBlocks<function, kIsStored>(x, map, other, gradient, result, sums);
    }
}

template <PointFunction function, bool hasSecond, typename Value>
SACCADE_INLINE void inputGradientRows(const Pixels<const Value>& x, const ChannelMap& channels,
                                      const ArrivingGradient<Value>& gradient, const GradientMap& map,
                                      Value* __restrict result)
{
    const Value* __restrict row = x.values;
    const Value* __restrict first = gradient.first;
    const Value* __restrict second = gradient.second;
    const float* __restrict factor = channels.factor;
    const float* __restrict offset = channels.offset;
    const float* __restrict a = map.a;
    const float* __restrict b = map.b;
    const float* __restrict c = map.c;
    std::vector<float> rests(static_cast<std::size_t>(x.channels), 0.0F);
    float* __restrict rest = rests.data();
    for (std::int64_t pixel = 0; pixel < x.count; ++pixel) {
        for (std::int64_t i = 0; i < x.channels; ++i) {
            const float input = toFloat(row[i]);
            const float slope = pointResult<function>(input * factor[i] + offset[i]).slope;
            const float arriving = hasSecond ? toFloat(first[i]) + toFloat(second[i]) : toFloat(first[i]);
            storeInSum(result[i], arriving * slope * a[i] + input * b[i] + c[i], rest[i]);
        }
        row += x.channels;
        first += x.channels;
        second += hasSecond ? x.channels : 0;
        result += x.channels;
    }
}

template <PointFunction function, typename Value>
SACCADE_INLINE void inputGradientAll(const Pixels<const Value>& x, const ChannelMap& channels,
                                     const ArrivingGradient<Value>& gradient, const GradientMap& map, Value* result)
{
    if (gradient.second != nullptr) {
        inputGradientRows<function, true>(x, channels, gradient, map, result);
    } else {
        inputGradientRows<function, false>(x, channels, gradient, map, result);
    }
}

template <typename Value>
SACCADE_INLINE void sumRows(const Value* __restrict x, std::int64_t rows, std::int64_t channels,
                            const float* __restrict shift, float* __restrict partial)
{
    for (std::int64_t pixel = 0; pixel < rows; ++pixel, x += channels) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float value = toFloat(x[c]) - shift[c];
            partial[c] += value;
            partial[channels + c] += value * value;
        }
    }
}

} // namespace saccade
