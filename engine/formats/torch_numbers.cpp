#include <bit>

#include "engine/formats/little_endian.h"
#include "engine/formats/torch_storages.h"

namespace saccade {

namespace {

// IEEE 754 binary16.
float floatOfHalf(std::uint16_t bits)
{
    constexpr float kSmallest = 0x1p-24F; // of the numbers below the normal ones
    const std::uint32_t sign = std::uint32_t{bits} >> 15 << 31;
    const std::uint32_t exponent = bits >> 10 & 31U;
    const std::uint32_t fraction = bits & 1023U;
    if (exponent == 0) {
        const float size = static_cast<float>(fraction) * kSmallest;
        return sign != 0 ? -size : size;
    }
    const std::uint32_t wide = exponent == 31 ? 255U : exponent + 127 - 15;
    return std::bit_cast<float>(sign | wide << 23 | fraction << 13);
}

float valueAt(ScalarType type, std::span<const std::uint8_t> storage, std::size_t index)
{
    switch (type) {
    case ScalarType::Float: return littleAt<float>(storage, 4 * index);
    case ScalarType::Double: return static_cast<float>(littleAt<double>(storage, 8 * index));
    case ScalarType::Half: return floatOfHalf(littleAt<std::uint16_t>(storage, 2 * index));
    case ScalarType::BFloat16: {
        const std::uint32_t bits = littleAt<std::uint16_t>(storage, 2 * index);
        return std::bit_cast<float>(bits << 16);
    }
    default: return 0;
    }
}

/// The next place in C order, and where its element lies.
void advance(const PickleTensor& tensor, std::vector<std::int64_t>& place, std::int64_t& at)
{
    for (std::size_t i = place.size(); i > 0; --i) {
        at += tensor.strides[i - 1];
        if (++place[i - 1] < tensor.sizes[i - 1]) {
            return;
        }
        at -= tensor.strides[i - 1] * tensor.sizes[i - 1];
        place[i - 1] = 0;
    }
}

} // namespace

bool isFloatingPoint(ScalarType type)
{
    return type <= ScalarType::BFloat16;
}

std::vector<float> floatsOf(const PickleTensor& tensor, std::span<const std::uint8_t> storage)
{
    std::vector<float> values;
    if (!isFloatingPoint(tensor.storage.type)) {
        return values;
    }
    values.reserve(static_cast<std::size_t>(tensor.count));
    std::vector<std::int64_t> place(tensor.sizes.size(), 0);
    std::int64_t at = tensor.storage.first + tensor.offset;
    for (std::int64_t i = 0; i < tensor.count; ++i) {
        values.push_back(valueAt(tensor.storage.type, storage, static_cast<std::size_t>(at)));
        advance(tensor, place, at);
    }
    return values;
}

} // namespace saccade
