#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace saccade {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");

/// Whether `length` bytes from `at` on lie inside.
[[nodiscard]] inline bool isInside(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t length)
{
    return at <= bytes.size() && length <= bytes.size() - at;
}

/// The little-endian number at that place, which must lie inside.
template <typename Number>
[[nodiscard]] Number littleAt(std::span<const std::uint8_t> bytes, std::size_t at)
{
    static_assert(std::is_arithmetic_v<Number>);
    Number value{};
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

template <typename Number>
void putLittle(std::vector<std::uint8_t>& bytes, Number value)
{
    static_assert(std::is_arithmetic_v<Number>);
    const std::size_t at = bytes.size();
    bytes.resize(at + sizeof value);
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

} // namespace saccade
