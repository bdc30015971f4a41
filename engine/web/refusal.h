#pragma once

#include <string>

#include "engine/base/error.h"

namespace saccade {

/// Why a request gets no answer but an error: {"error": {"code", "message"}} with this status.
struct Refusal
{
    unsigned status = 400;
    std::string code;    ///< stable, e.g. "token_missing"
    std::string message; ///< what is wrong and what to do, in English
    std::string allow;   ///< of 405: the methods that there are

    bool operator==(const Refusal&) const = default;
};

/// What a client is told of a prediction that failed: 422 when it is the image's fault, 503 while the server stops or
/// memory is short, else 500. Nothing of this computer (paths, a library's words on itself) goes out. Any thread.
[[nodiscard]] Refusal predictionRefusal(const Error& error);

} // namespace saccade
