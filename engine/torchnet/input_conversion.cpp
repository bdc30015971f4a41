#include "engine/torchnet/input_conversion.h"

#include <ATen/ops/empty.h>
#include <array>

#include "engine/torchnet/simd.h"

namespace saccade {
namespace {

// A multiple of every channel count and of the widest vector, so that one table serves the interleaved channels.
constexpr std::size_t kPeriod = 48;

struct ConversionTable
{
    std::array<float, kPeriod> factor;
    std::array<float, kPeriod> offset;
};

ConversionTable makeTable(const InputLayer& layer)
{
    ConversionTable table{};
    const auto channels = static_cast<std::size_t>(layer.size.channels);
    for (std::size_t i = 0; i < kPeriod; ++i) {
        const double deviation = layer.normalisation.deviation[i % channels];
        table.factor[i] = static_cast<float>(1.0 / (255.0 * deviation));
        table.offset[i] = static_cast<float>(-layer.normalisation.mean[i % channels] / deviation);
    }
    return table;
}

template <typename Value>
SACCADE_INLINE void convert(const std::uint8_t* source, Value* target, std::size_t count, const ConversionTable& table)
{
    std::size_t first = 0;
    for (; first + kPeriod <= count; first += kPeriod) {
        for (std::size_t i = 0; i < kPeriod; ++i) {
            store(target[first + i], static_cast<float>(source[first + i]) * table.factor[i] + table.offset[i]);
        }
    }
    for (std::size_t i = 0; first + i < count; ++i) {
        store(target[first + i], static_cast<float>(source[first + i]) * table.factor[i] + table.offset[i]);
    }
}

SACCADE_SIMD void convertToFloat(const std::uint8_t* source, float* target, std::size_t count,
                                 const ConversionTable& table)
{
    convert(source, target, count, table);
}

SACCADE_SIMD void convertToBf16(const std::uint8_t* source, Bf16* target, std::size_t count,
                                const ConversionTable& table)
{
    convert(source, target, count, table);
}

} // namespace

at::Tensor convertInput(const std::uint8_t* pixels, std::int64_t count, const InputLayer& layer,
                        const ComputeType& compute)
{
    const ConversionTable table = makeTable(layer);
    at::Tensor input = at::empty({count, layer.size.channels, layer.size.height, layer.size.width},
                                 at::TensorOptions(compute.type), at::MemoryFormat::ChannelsLast);
    const std::size_t values = layer.size.bytes() * static_cast<std::size_t>(count);
    if (compute.type == at::kBFloat16) {
        convertToBf16(pixels, static_cast<Bf16*>(input.mutable_data_ptr()), values, table);
    } else {
        convertToFloat(pixels, input.mutable_data_ptr<float>(), values, table);
    }
    return input.to(compute.device);
}

void convertPixels(const std::uint8_t* pixels, std::size_t count, const InputLayer& layer, float* values)
{
    convertToFloat(pixels, values, count, makeTable(layer));
}

} // namespace saccade
