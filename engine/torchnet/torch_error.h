#pragma once

#include <exception>
#include <string>

#include "engine/base/error.h"

namespace saccade {

/// What a caught exception of LibTorch or the standard library means: OutOfMemory (advice goes into its detail) or
/// Internal with the exception's first line. Any thread.
[[nodiscard]] Error errorFromException(const std::exception_ptr& exception, const std::string& memoryAdvice);

} // namespace saccade
