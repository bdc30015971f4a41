#pragma once

#include "engine/base/error.h"

namespace saccade {

/// What saccade-cli gives back to the shell; documented in --help, so a number never changes.
enum class ExitStatus : int
{
    Ok = 0,
    Failed = 1,        ///< disk, memory, device, a fault of ours
    Usage = 2,         ///< a command, option or setting that does not exist or has an impossible value
    InputUnusable = 3, ///< a file, data set or run that cannot be used
    EngineMissing = 4,
    Diverged = 5,
    Interrupted = 130 ///< stopped by Ctrl-C or SIGTERM; what was trained is kept
};

/// The status for an error that ended a command. Any thread.
[[nodiscard]] ExitStatus exitStatusOf(ErrorCode code);

} // namespace saccade
