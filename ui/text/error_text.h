#pragma once

#include <QString>

#include "engine/base/error.h"

namespace saccade {

/// What happened, to what, and what to do next: the one place where a code becomes a sentence. Translated.
[[nodiscard]] QString errorText(const Error& error);
/// Short, for tables: "truncated", "not an image".
[[nodiscard]] QString errorReason(ErrorCode code);

} // namespace saccade
