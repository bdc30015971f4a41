#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace saccade {

/// Keys stay in the order in which they were put in.
using Json = nlohmann::ordered_json;

/// One line without spaces. Strings may hold any bytes: what is no UTF-8 becomes U+FFFD; never throws. Any thread.
[[nodiscard]] std::string jsonLine(const Json& value);

/// The text with each invalid sequence replaced by U+FFFD.
[[nodiscard]] std::string validUtf8(std::string_view text);

} // namespace saccade
