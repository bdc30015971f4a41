#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace saccade {

/// RFC 4648, section 4, padded. Any thread.
[[nodiscard]] std::string base64(std::span<const std::uint8_t> bytes);

} // namespace saccade
