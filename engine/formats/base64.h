#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

/// RFC 4648, section 4, padded. Any thread.
[[nodiscard]] std::string base64(std::span<const std::uint8_t> bytes);
/// The inverse, strict: padded, no other character, no bit set that stands for nothing. FormatInvalid. Any thread.
[[nodiscard]] Result<std::vector<std::uint8_t>> bytesFromBase64(std::string_view text);

} // namespace saccade
