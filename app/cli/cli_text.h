#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace saccade {

/// What happened, to what, and what to do next, in English: what stands on stderr and in the error event's "message".
/// Any thread.
[[nodiscard]] std::string errorSentence(const Error& error);

/// Text that a terminal shows as one harmless line: control characters become '?', invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace saccade
