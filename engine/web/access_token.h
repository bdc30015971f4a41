#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace saccade {

/// 128 bits from the system's generator as 32 hex digits. Internal when it has none. Any thread.
[[nodiscard]] Result<std::string> makeAccessToken();

/// Fit to be a token: 16 to 256 characters of those that RFC 6750 allows (letters, digits and - . _ ~ + / =).
[[nodiscard]] bool isAccessToken(std::string_view text);

/// Takes the same time wherever the two differ, so that nobody can feel their way along; the length shows.
[[nodiscard]] bool isSameToken(std::string_view given, std::string_view token);

} // namespace saccade
