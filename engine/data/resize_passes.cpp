#include "engine/data/resize_passes.h"

#include <algorithm>

#include "engine/base/instruction_sets.h"
#include "engine/data/resize_rows_simd.h"

namespace saccade {

namespace {

constexpr std::int32_t kHalf = 1 << (kWeightBits - 1);

std::uint8_t toSample(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> kWeightBits, 0, 255));
}

template <int Channels>
void resizeRow(const std::uint8_t* in, const LineWeights& weights, std::uint8_t* out)
{
    for (const WeightSpan& span : weights.spans) {
        std::int32_t sums[Channels];
        std::fill_n(sums, Channels, kHalf);
        const std::uint8_t* pixel = in + static_cast<std::size_t>(span.first) * Channels;
        const std::int32_t* weight = weights.weights.data() + span.weights;
        for (int x = 0; x < span.count; ++x, pixel += Channels) {
            for (int c = 0; c < Channels; ++c) {
                sums[c] += pixel[c] * weight[x];
            }
        }
        for (int c = 0; c < Channels; ++c) {
            *out++ = toSample(sums[c]);
        }
    }
}

SACCADE_SIMD void addRow(const std::uint8_t* row, std::int32_t weight, std::size_t count, std::int32_t* sums)
{
    for (std::size_t i = 0; i < count; ++i) {
        sums[i] += row[i] * weight;
    }
}

SACCADE_SIMD void roundRow(const std::int32_t* sums, std::size_t count, std::uint8_t* out)
{
    for (std::size_t i = 0; i < count; ++i) {
        const std::int32_t value = sums[i] >> kWeightBits;
        out[i] = static_cast<std::uint8_t>(value < 0 ? 0 : (value > 255 ? 255 : value));
    }
}

Image emptyRows(ImageView image, const LineWeights& weights)
{
    Image out{{image.size.height, static_cast<int>(weights.spans.size()), image.size.channels}, {}};
    out.pixels.resize(out.size.bytes());
    return out;
}

} // namespace

Image resizeRowsPlainly(ImageView image, const LineWeights& weights)
{
    Image out = emptyRows(image, weights);
    const std::size_t inStride = image.size.bytes() / static_cast<std::size_t>(image.size.height);
    const std::size_t outStride = out.size.bytes() / static_cast<std::size_t>(out.size.height);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.size.height); ++y) {
        const std::uint8_t* in = image.pixels + y * inStride;
        std::uint8_t* row = out.pixels.data() + y * outStride;
        if (image.size.channels == 1) {
            resizeRow<1>(in, weights, row);
        } else {
            resizeRow<3>(in, weights, row);
        }
    }
    return out;
}

Image resizeRows(ImageView image, const LineWeights& weights)
{
    if (!hasVectorRows()) {
        return resizeRowsPlainly(image, weights);
    }
    Image out = emptyRows(image, weights);
    resizeRowsInVectors(image, weights, out.pixels.data());
    return out;
}

Image resizeColumns(ImageView image, int firstRow, const LineWeights& weights)
{
    Image out{{static_cast<int>(weights.spans.size()), image.size.width, image.size.channels}, {}};
    out.pixels.resize(out.size.bytes());
    const std::size_t stride = image.size.bytes() / static_cast<std::size_t>(image.size.height);
    std::vector<std::int32_t> sums(stride);
    std::uint8_t* target = out.pixels.data();
    for (const WeightSpan& span : weights.spans) {
        std::fill(sums.begin(), sums.end(), kHalf);
        for (int y = 0; y < span.count; ++y) {
            const std::uint8_t* row = image.pixels + static_cast<std::size_t>(span.first - firstRow + y) * stride;
            addRow(row, weights.weights[span.weights + static_cast<std::size_t>(y)], stride, sums.data());
        }
        roundRow(sums.data(), stride, target);
        target += stride;
    }
    return out;
}

} // namespace saccade
