#include "app/cli/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace saccade {

std::string fixedText(double value, int decimals)
{
    std::array<char, 400> buffer{};
    if (!std::isfinite(value)) {
        return "-";
    }
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    return {buffer.data(), end.ptr};
}

std::string groupedText(std::int64_t value)
{
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string durationText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0) {
        return "-";
    }
    const auto whole = static_cast<std::int64_t>(std::ceil(std::min(seconds, 1e9)));
    if (whole < 60) {
        return std::to_string(whole) + " s";
    }
    if (whole < 3600) {
        return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    }
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string bytesText(std::uint64_t bytes)
{
    constexpr std::array<const char*, 5> kUnits{"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < kUnits.size()) {
        value /= 1024;
        ++unit;
    }
    return fixedText(value, unit == 0 ? 0 : 1) + " " + kUnits[unit];
}

std::string padded(const std::string& text, int width)
{
    const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    const auto columns = static_cast<int>(std::count_if(text.begin(), text.end(), isStart));
    const std::string space(static_cast<std::size_t>(std::max(0, std::abs(width) - columns)), ' ');
    return width < 0 ? space + text : text + space;
}

} // namespace saccade
