#include "engine/torchnet/plan_pools.h"

#include <algorithm>

#include "engine/base/instruction_sets.h"

namespace saccade {
namespace {

/// A window of positions, each `columnStep` values after the one before, rows `rowStep` apart.
struct PoolWindow
{
    const float* first = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t rowStep = 0;
    std::int64_t channels = 0;
};

SACCADE_SIMD void maximumOf(const PoolWindow& window, float* result)
{
    std::copy_n(window.first, window.channels, result);
    for (std::int64_t y = 0; y < window.rows; ++y) {
        for (std::int64_t x = 0; x < window.columns; ++x) {
            const float* __restrict value = window.first + y * window.rowStep + x * window.channels;
            float* __restrict largest = result;
            for (std::int64_t c = 0; c < window.channels; ++c) {
                largest[c] = value[c] > largest[c] ? value[c] : largest[c];
            }
        }
    }
}

SACCADE_SIMD void averageOf(const PoolWindow& window, float* result)
{
    std::fill_n(result, window.channels, 0.0F);
    float* __restrict sum = result;
    for (std::int64_t y = 0; y < window.rows; ++y) {
        for (std::int64_t x = 0; x < window.columns; ++x) {
            const float* __restrict value = window.first + y * window.rowStep + x * window.channels;
            for (std::int64_t c = 0; c < window.channels; ++c) {
                sum[c] += value[c];
            }
        }
    }
    const auto count = static_cast<float>(window.rows * window.columns);
    for (std::int64_t c = 0; c < window.channels; ++c) {
        sum[c] /= count;
    }
}

/// What of a window lies inside a side.
struct Span
{
    std::int64_t first = 0;
    std::int64_t count = 0;
};
Span insideOf(std::int64_t first, std::int64_t kernel, std::int64_t side)
{
    const std::int64_t from = std::max<std::int64_t>(0, first);
    return {from, std::min(first + kernel, side) - from};
}

} // namespace

void poolImage(const PoolLayer& layer, const PlanBuffer& input, PlanBuffer& output)
{
    const bool isMaximum = layer.kind == Pooling::Maximum;
    for (std::int64_t y = 0; y < output.height; ++y) {
        for (std::int64_t x = 0; x < output.width; ++x) {
            const std::int64_t top = y * layer.stride - layer.padding;
            const std::int64_t left = x * layer.stride - layer.padding;
            const Span rows = isMaximum ? insideOf(top, layer.kernel, input.height) : Span{top, layer.kernel};
            const Span columns = isMaximum ? insideOf(left, layer.kernel, input.width) : Span{left, layer.kernel};
            const PoolWindow window{input.values.data() + input.offset(rows.first, columns.first), rows.count,
                                    columns.count, input.rowStride(), input.channels};
            float* result = output.row(y) + x * output.channels;
            isMaximum ? maximumOf(window, result) : averageOf(window, result);
        }
    }
}

void poolWhole(Pooling kind, const PlanBuffer& input, PlanBuffer& output)
{
    const PoolWindow window{input.row(0), input.height, input.width, input.rowStride(), input.channels};
    kind == Pooling::Maximum ? maximumOf(window, output.row(0)) : averageOf(window, output.row(0));
}

void flattenImage(const PlanBuffer& input, PlanBuffer& output)
{
    float* target = output.row(0);
    for (std::int64_t c = 0; c < input.channels; ++c) {
        for (std::int64_t y = 0; y < input.height; ++y) {
            const float* row = input.row(y) + c;
            for (std::int64_t x = 0; x < input.width; ++x) {
                *target++ = row[x * input.channels];
            }
        }
    }
}

} // namespace saccade
