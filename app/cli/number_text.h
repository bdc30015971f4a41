#pragma once

#include <cstdint>
#include <string>

namespace saccade {

/// Figures for people, with a point whatever the locale. Any thread.
[[nodiscard]] std::string fixedText(double value, int decimals); ///< "0.953"; "-" when not finite
[[nodiscard]] std::string groupedText(std::int64_t value);       ///< "12,500"
[[nodiscard]] std::string durationText(double seconds);          ///< "8 s", "3 min 20 s", "2 h 5 min"
[[nodiscard]] std::string bytesText(std::uint64_t bytes);        ///< "1.5 GiB"

/// Left-aligned (right-aligned with a negative width) to so many columns, counting UTF-8 characters.
[[nodiscard]] std::string padded(const std::string& text, int width);

} // namespace saccade
