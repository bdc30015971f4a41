#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace saccade {

/// A to Z become a to z; every other byte stays, whatever the locale.
[[nodiscard]] inline std::string asciiLower(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

} // namespace saccade
