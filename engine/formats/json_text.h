#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace saccade {

struct JsonLimits
{
    std::size_t bytes = std::size_t{16} << 20;
    int depth = 32;
    std::size_t values = 4'000'000;
};

/// Strict: UTF-8, no duplicate key, no number outside double's range, within the limits. FormatInvalid says which rule.
/// Never throws. Any thread.
[[nodiscard]] Result<nlohmann::json> parseJson(std::string_view text, const JsonLimits& limits = {});

/// Indented UTF-8 with a final newline, or one line without (indent < 0). Text that is not UTF-8 gets replacement
/// characters; textToJson() keeps it. Never throws.
[[nodiscard]] std::string dumpJson(const nlohmann::json& value, int indent = 2);

/// A string, or {"bytes": HEX} when the text (a file name) is not UTF-8.
[[nodiscard]] nlohmann::json textToJson(const std::string& text);
/// The inverse; FormatInvalid for anything else.
[[nodiscard]] Result<std::string> textFromJson(const nlohmann::json& value);

} // namespace saccade
