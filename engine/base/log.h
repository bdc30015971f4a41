#pragma once

#include <string_view>

#include "engine/base/error.h"

namespace saccade {

enum class LogLevel
{
    Debug,
    Information,
    Warning,
    Error
};

/// Nothing below this level is written; Warning at first.
void setLogLevel(LogLevel level);

/// One line on stderr (stdout belongs to the program's own output), with time and level. Any thread.
void logMessage(LogLevel level, std::string_view text);
/// The error's code, detail and path after the text.
void logError(std::string_view text, const Error& error);

} // namespace saccade
