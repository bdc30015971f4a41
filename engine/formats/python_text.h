#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// The longest line of generated Python, as PEP 8 asks.
inline constexpr std::size_t kPythonWidth = 79;

/// A string literal: letters as they are, controls and what cannot be seen escaped, bytes that are no UTF-8 as Python's
/// surrogateescape has them (file names on Linux). Any thread.
[[nodiscard]] std::string pythonString(std::string_view text);

/// The number that reads back as the same double; "None" for no number.
[[nodiscard]] std::string pythonNumber(double value);

/// A line with its end; when it is too long it breaks behind the first "(" that is not closed at once, and goes on four
/// columns further in.
[[nodiscard]] std::string pythonLine(std::size_t indent, const std::string& code);

/// A list that is assigned, one string a line; long ones go on in the next line.
[[nodiscard]] std::string pythonStrings(const std::string& name, const std::vector<std::string>& values);

/// The name can be an attribute of a torch.nn.Module that it does not have already: an identifier, no keyword.
[[nodiscard]] bool isPlainAttribute(const std::string& name);

} // namespace saccade
