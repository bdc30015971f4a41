#pragma once

#include <cstddef>
#include <string_view>

namespace saccade {

/// Bytes of the character at the front of text, 0 when that is none: strict, so neither overlong forms nor surrogates
/// nor anything beyond U+10FFFF. Source: Unicode 15, table 3-7.
[[nodiscard]] std::size_t utf8Length(std::string_view text);

[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace saccade
