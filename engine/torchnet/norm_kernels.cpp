#include "engine/torchnet/norm_kernels.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#include "engine/torchnet/norm_rows.h"

namespace saccade {
namespace {

/// The four pixels of one window, row by row.
template <typename Value>
struct Window
{
    Value* corner[4];
};

template <typename Value>
SACCADE_INLINE Window<Value> windowAt(Value* image, const PooledImage& shape, std::int64_t y, std::int64_t x)
{
    Value* first = image + (2 * y * shape.width + 2 * x) * shape.channels;
    Value* below = first + shape.width * shape.channels;
    return {{first, first + shape.channels, below, below + shape.channels}};
}

template <typename Value>
SACCADE_INLINE void poolWindow(const Window<const Value>& window, std::int64_t channels, Value* __restrict pooled,
                               std::uint8_t* __restrict codes)
{
    const Value* __restrict a = window.corner[0];
    const Value* __restrict b = window.corner[1];
    const Value* __restrict c = window.corner[2];
    const Value* __restrict d = window.corner[3];
    for (std::int64_t i = 0; i < channels; ++i) {
        const float first = toFloat(a[i]);
        const float second = toFloat(b[i]);
        const float third = toFloat(c[i]);
        const float fourth = toFloat(d[i]);
        const float upper = second > first ? second : first;
        const float lower = fourth > third ? fourth : third;
        // Codes by arithmetic: with conditions the compiler makes branches of the comparisons.
        const std::int32_t right = static_cast<std::int32_t>(second > first);
        const std::int32_t lowerRight = 2 + static_cast<std::int32_t>(fourth > third);
        const std::int32_t below = static_cast<std::int32_t>(lower > upper);
        store(pooled[i], lower > upper ? lower : upper);
        codes[i] = static_cast<std::uint8_t>(right + below * (lowerRight - right));
    }
}

template <typename Value>
SACCADE_INLINE void unpoolWindow(const Window<Value>& window, std::int64_t channels, const Value* __restrict pooled,
                                 const Value* __restrict gradient, const std::uint8_t* __restrict codes,
                                 const GradientMap& map, float* __restrict rest)
{
    Value* __restrict a = window.corner[0];
    Value* __restrict b = window.corner[1];
    Value* __restrict c = window.corner[2];
    Value* __restrict d = window.corner[3];
    for (std::int64_t i = 0; i < channels; ++i) {
        Value rounded;
        storeInSum(rounded, toFloat(gradient[i]) * map.a[i] + toFloat(pooled[i]) * map.b[i] + map.c[i], rest[i]);
        const float value = toFloat(rounded);
        const std::int32_t code = codes[i];
        store(a[i], code == 0 ? value : 0.0F);
        store(b[i], code == 1 ? value : 0.0F);
        store(c[i], code == 2 ? value : 0.0F);
        store(d[i], code == 3 ? value : 0.0F);
    }
}

template <PointFunction function, typename Value>
SACCADE_INLINE void applyAll(const Value* __restrict x, std::int64_t count, Value* __restrict y)
{
    for (std::int64_t i = 0; i < count; ++i) {
        store(y[i], pointResult<function>(toFloat(x[i])).value);
    }
}

template <PointFunction function, typename Value>
SACCADE_INLINE void applyGradientRow(const Value* __restrict x, const Value* __restrict gradient, std::int64_t count,
                                     Value* __restrict result, float* __restrict rest)
{
    for (std::int64_t i = 0; i < count; ++i) {
        storeInSum(result[i], toFloat(gradient[i]) * pointResult<function>(toFloat(x[i])).slope, rest[i]);
    }
}

// Several pixels as one row, for the inner loop's sake; each of its values has a rest of its own.
template <PointFunction function, typename Value>
SACCADE_INLINE void applyGradientAll(const Pixels<const Value>& x, const Value* gradient, Value* result)
{
    constexpr std::int64_t kWide = 512;
    const std::int64_t values = x.count * x.channels;
    const std::int64_t row = x.channels * std::max<std::int64_t>(1, kWide / x.channels);
    std::vector<float> rest(static_cast<std::size_t>(row), 0.0F);
    for (std::int64_t first = 0; first < values; first += row) {
        applyGradientRow<function>(x.values + first, gradient + first, std::min(row, values - first), result + first,
                                   rest.data());
    }
}

template <typename Value>
void zero(Value* values, std::int64_t count)
{
    std::memset(static_cast<void*>(values), 0, static_cast<std::size_t>(count) * sizeof(Value));
}

/// The kernels for every instruction set. They stay in this file: whoever sees a cloned function's declaration makes a
/// choice among clones of its own.
template <typename Value>
struct Clones
{
    SACCADE_SIMD static void poolMaximum(const Value* image, const PooledImage& shape, Value* pooled,
                                         std::uint8_t* codes)
    {
        std::uint8_t unused[1024];
        for (std::int64_t y = 0; y < shape.height / 2; ++y) {
            for (std::int64_t x = 0; x < shape.width / 2; ++x) {
                const Window<const Value> window = windowAt(image, shape, y, x);
                if (codes != nullptr) {
                    poolWindow(window, shape.channels, pooled, codes);
                    codes += shape.channels;
                } else {
                    for (std::int64_t first = 0; first < shape.channels; first += 1024) {
                        const Window<const Value> part{{window.corner[0] + first, window.corner[1] + first,
                                                        window.corner[2] + first, window.corner[3] + first}};
                        poolWindow(part, std::min<std::int64_t>(1024, shape.channels - first), pooled + first, unused);
                    }
                }
                pooled += shape.channels;
            }
        }
    }

    SACCADE_SIMD static void addSums(const Pixels<const Value>& x, const ChannelSums& sums)
    {
        std::vector<float> partial(static_cast<std::size_t>(2 * x.channels), 0.0F);
        for (std::int64_t first = 0; first < x.count; first += kSumBlock) {
            sumRows(x.values + first * x.channels, std::min(kSumBlock, x.count - first), x.channels, sums.shift,
                    partial.data());
            addPartial(partial, sums.sum, sums.squares);
        }
    }

    SACCADE_SIMD static void map(const Pixels<const Value>& x, const ChannelMap& map, const Value* other, Value* y)
    {
        switch (map.function) {
        case PointFunction::None: mapAll<PointFunction::None>(x, map, other, y); break;
        case PointFunction::Relu: mapAll<PointFunction::Relu>(x, map, other, y); break;
        case PointFunction::Gelu: mapAll<PointFunction::Gelu>(x, map, other, y); break;
        case PointFunction::Silu: mapAll<PointFunction::Silu>(x, map, other, y); break;
        }
    }

    SACCADE_SIMD static void mapGradient(const Pixels<const Value>& x, const ChannelMap& map, const Value* other,
                                         const ArrivingGradient<Value>& gradient, Value* result,
                                         const GradientSums& sums)
    {
        switch (map.function) {
        case PointFunction::None: gradientAll<PointFunction::None>(x, map, other, gradient, result, sums); break;
        case PointFunction::Relu: gradientAll<PointFunction::Relu>(x, map, other, gradient, result, sums); break;
        case PointFunction::Gelu: gradientAll<PointFunction::Gelu>(x, map, other, gradient, result, sums); break;
        case PointFunction::Silu: gradientAll<PointFunction::Silu>(x, map, other, gradient, result, sums); break;
        }
    }

    SACCADE_SIMD static void inputGradient(const Pixels<const Value>& x, const ChannelMap& channels,
                                           const ArrivingGradient<Value>& gradient, const GradientMap& map,
                                           Value* result)
    {
        if (channels.function == PointFunction::Relu) {
            inputGradientAll<PointFunction::Relu>(x, channels, gradient, map, result);
        } else {
            inputGradientAll<PointFunction::None>(x, channels, gradient, map, result);
        }
    }

    SACCADE_SIMD static void unpoolGradient(const Value* pooled, const Value* gradient, const std::uint8_t* codes,
                                            const PooledImage& shape, const GradientMap& map, Value* result)
    {
        const std::int64_t outHeight = shape.height / 2;
        const std::int64_t outWidth = shape.width / 2;
        const std::int64_t rowValues = shape.width * shape.channels;
        std::vector<float> rest(static_cast<std::size_t>(shape.channels), 0.0F);
        for (std::int64_t y = 0; y < outHeight; ++y) {
            for (std::int64_t x = 0; x < outWidth; ++x) {
                unpoolWindow(windowAt(result, shape, y, x), shape.channels, pooled, gradient, codes, map, rest.data());
                pooled += shape.channels;
                gradient += shape.channels;
                codes += shape.channels;
            }
            if (shape.width % 2 != 0) {
                zero(result + (2 * y + 1) * rowValues - shape.channels, shape.channels);
                zero(result + (2 * y + 2) * rowValues - shape.channels, shape.channels);
            }
        }
        if (shape.height % 2 != 0) {
            zero(result + (shape.height - 1) * rowValues, rowValues);
        }
    }

    SACCADE_SIMD static void apply(const Value* x, std::int64_t count, PointFunction function, Value* y)
    {
        switch (function) {
        case PointFunction::None: applyAll<PointFunction::None>(x, count, y); break;
        case PointFunction::Relu: applyAll<PointFunction::Relu>(x, count, y); break;
        case PointFunction::Gelu: applyAll<PointFunction::Gelu>(x, count, y); break;
        case PointFunction::Silu: applyAll<PointFunction::Silu>(x, count, y); break;
        }
    }

    SACCADE_SIMD static void applyGradient(const Pixels<const Value>& x, const Value* gradient, PointFunction function,
                                           Value* result)
    {
        switch (function) {
        case PointFunction::None: applyGradientAll<PointFunction::None>(x, gradient, result); break;
        case PointFunction::Relu: applyGradientAll<PointFunction::Relu>(x, gradient, result); break;
        case PointFunction::Gelu: applyGradientAll<PointFunction::Gelu>(x, gradient, result); break;
        case PointFunction::Silu: applyGradientAll<PointFunction::Silu>(x, gradient, result); break;
        }
    }
};

} // namespace

template <typename Value>
void NormKernels<Value>::poolMaximum(const Value* image, const PooledImage& shape, Value* pooled, std::uint8_t* codes)
{
    Clones<Value>::poolMaximum(image, shape, pooled, codes);
}

template <typename Value>
void NormKernels<Value>::addSums(const Pixels<const Value>& x, const ChannelSums& sums)
{
    Clones<Value>::addSums(x, sums);
}

template <typename Value>
void NormKernels<Value>::map(const Pixels<const Value>& x, const ChannelMap& map, const Value* other, Value* y)
{
    Clones<Value>::map(x, map, other, y);
}

template <typename Value>
void NormKernels<Value>::mapGradient(const Pixels<const Value>& x, const ChannelMap& map, const Value* other,
                                     const ArrivingGradient<Value>& gradient, Value* result, const GradientSums& sums)
{
    Clones<Value>::mapGradient(x, map, other, gradient, result, sums);
}

template <typename Value>
void NormKernels<Value>::inputGradient(const Pixels<const Value>& x, const ChannelMap& channels,
                                       const ArrivingGradient<Value>& gradient, const GradientMap& map, Value* result)
{
    Clones<Value>::inputGradient(x, channels, gradient, map, result);
}

template <typename Value>
void NormKernels<Value>::unpoolGradient(const Value* pooled, const Value* gradient, const std::uint8_t* codes,
                                        const PooledImage& shape, const GradientMap& map, Value* result)
{
    Clones<Value>::unpoolGradient(pooled, gradient, codes, shape, map, result);
}

template <typename Value>
void NormKernels<Value>::apply(const Value* x, std::int64_t count, PointFunction function, Value* y)
{
    Clones<Value>::apply(x, count, function, y);
}

template <typename Value>
void NormKernels<Value>::applyGradient(const Pixels<const Value>& x, const Value* gradient, PointFunction function,
                                       Value* result)
{
    Clones<Value>::applyGradient(x, gradient, function, result);
}

template struct NormKernels<float>;
template struct NormKernels<Bf16>;

} // namespace saccade
