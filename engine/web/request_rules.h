#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "engine/web/host_rule.h"
#include "engine/web/refusal.h"
#include "engine/web/request_head.h"

namespace saccade {

enum class Route
{
    Page,   ///< GET /
    Health, ///< GET /healthz
    Model,  ///< GET /model, with the token
    Predict ///< POST /predict, with the token and an image
};

struct AcceptedRequest
{
    Route route = Route::Page;
    bool isHead = false;         ///< HEAD: the answer without its body
    std::uint64_t bodyBytes = 0; ///< that follow the head
    bool isContinueExpected = false;

    bool operator==(const AcceptedRequest&) const = default;
};

struct AccessRules
{
    HostRule host;
    std::string token;
    std::uint64_t bodyBytes = 0; ///< the most that is accepted
};

/// Judges in this order: framing (400), Host (400, 403), address (400, 404), method (405), token (400, 401), then what
/// the body is said to be (400, 411, 413, 415, 417). Bodies come with Content-Length only. Any thread.
[[nodiscard]] std::variant<AcceptedRequest, Refusal> checkRequest(const RequestHead& head, const AccessRules& rules);

} // namespace saccade
