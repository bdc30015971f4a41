#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// One field after RFC 4180. A text that a spreadsheet would run as a formula (first character = + - @, tab or carriage
/// return) gets a ' before it. Bytes that are no UTF-8 stay as they are. Any thread.
[[nodiscard]] std::string csvField(std::string_view text);

/// Fields with commas between them and CR LF after them.
[[nodiscard]] std::string csvLine(const std::vector<std::string>& fields);

} // namespace saccade
