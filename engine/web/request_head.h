#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/web/refusal.h"

namespace saccade {

/// A request's head, taken apart but not judged.
struct RequestHead
{
    std::string method;                                      ///< as written
    std::string target;                                      ///< as written
    int version = 11;                                        ///< 10 or 11
    bool isKeepAlive = true;                                 ///< what the client wants of the connection
    std::vector<std::pair<std::string, std::string>> fields; ///< names in lower case, in their order
};

/// bytes is a head with its empty line, as HeadScanner found it. 400, or 505 for other versions of HTTP. Any thread.
[[nodiscard]] std::variant<RequestHead, Refusal> parseRequestHead(std::string_view bytes);

} // namespace saccade
