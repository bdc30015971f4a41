#pragma once

#include <bit>
#include <cstddef>

namespace saccade {

/// Sizes grow by an eighth of a power of two: at most 12.5 % of a block is wasted. Class 0 is the smallest.
inline constexpr std::size_t kSmallestBlock = 512;
inline constexpr int kClassesPerDoubling = 8;
inline constexpr int kSizeClasses = 31 * kClassesPerDoubling; // up to a terabyte

/// The class whose blocks hold `bytes`; kSizeClasses or more when there is none.
[[nodiscard]] constexpr int sizeClassOf(std::size_t bytes)
{
    if (bytes <= kSmallestBlock) {
        return 0;
    }
    const int doubling = static_cast<int>(std::bit_width(bytes - 1)) - static_cast<int>(std::bit_width(kSmallestBlock));
    const std::size_t base = kSmallestBlock << doubling;
    const std::size_t step = base / kClassesPerDoubling;
    return doubling * kClassesPerDoubling + static_cast<int>((bytes - base + step - 1) / step);
}

/// Bytes of a class's blocks.
[[nodiscard]] constexpr std::size_t sizeOfClass(int sizeClass)
{
    const std::size_t base = kSmallestBlock << (sizeClass / kClassesPerDoubling);
    return base + base / kClassesPerDoubling * static_cast<std::size_t>(sizeClass % kClassesPerDoubling);
}

} // namespace saccade
