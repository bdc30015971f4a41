#include "engine/web/request_rules.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/web/access_token.h"
#include "engine/web/ascii_case.h"

namespace saccade {

namespace {

using Verdict = std::optional<Refusal>;

std::vector<std::string_view> valuesOf(const RequestHead& head, std::string_view name)
{
    std::vector<std::string_view> values;
    for (const auto& [fieldName, value] : head.fields) {
        if (fieldName == name) {
            values.push_back(value);
        }
    }
    return values;
}

Refusal malformed(const char* what)
{
    return {400, "bad_request", what, {}};
}

/// How long the body is; nothing when the head does not say.
struct Framing
{
    std::optional<std::uint64_t> length;
    bool isChunked = false; ///< or coded in another way
};

std::variant<Framing, Refusal> framingOf(const RequestHead& head)
{
    const std::vector<std::string_view> lengths = valuesOf(head, "content-length");
    Framing framing;
    framing.isChunked = !valuesOf(head, "transfer-encoding").empty();
    if (lengths.size() > 1 || (framing.isChunked && !lengths.empty())) {
        return malformed("The length of the body is given twice.");
    }
    if (lengths.empty()) {
        return framing;
    }
    const std::string_view text = lengths[0];
    const bool isDigits =
        !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    std::uint64_t length = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (!isDigits || fault != std::errc()) {
        return malformed("Content-Length is not a number.");
    }
    framing.length = length;
    return framing;
}

Verdict checkHost(const RequestHead& head, const AccessRules& rules)
{
    const std::vector<std::string_view> hosts = valuesOf(head, "host");
    if (hosts.size() != 1) {
        return malformed("A request has exactly one Host field.");
    }
    if (!isHostAllowed(hosts[0], rules.host)) {
        return Refusal{
            403, "host_refused", "This server does not answer to that host name. Use the address it shows.", {}};
    }
    return std::nullopt;
}

std::variant<Route, Refusal> routeOf(std::string_view target)
{
    if (!target.starts_with('/')) {
        return malformed("The request's address does not begin with a slash.");
    }
    const std::string_view path = target.substr(0, target.find('?'));
    if (path == "/") {
        return Route::Page;
    }
    if (path == "/healthz") {
        return Route::Health;
    }
    if (path == "/model") {
        return Route::Model;
    }
    if (path == "/predict") {
        return Route::Predict;
    }
    return Refusal{404, "not_found", "There are only /, /healthz, /model and /predict here.", {}};
}

Verdict checkMethod(const std::string& method, Route route)
{
    const bool isPost = route == Route::Predict;
    if (isPost ? method == "POST" : method == "GET" || method == "HEAD") {
        return std::nullopt;
    }
    return Refusal{405, "method_not_allowed", isPost ? "Use POST here." : "Use GET or HEAD here.",
                   isPost ? "POST" : "GET, HEAD"};
}

Verdict checkToken(const RequestHead& head, const std::string& token)
{
    const std::vector<std::string_view> values = valuesOf(head, "authorization");
    if (values.size() > 1) {
        return malformed("There is more than one Authorization field.");
    }
    constexpr std::string_view kScheme = "bearer ";
    if (values.empty() || asciiLower(values[0].substr(0, kScheme.size())) != kScheme) {
        return Refusal{401, "token_missing", "Send the token: Authorization: Bearer TOKEN.", {}};
    }
    std::string_view given = values[0].substr(kScheme.size());
    given.remove_prefix(std::min(given.find_first_not_of(' '), given.size()));
    if (!isSameToken(given, token)) {
        return Refusal{401, "token_wrong", "This is not the token. Each start of the server makes a new one.", {}};
    }
    return std::nullopt;
}

Verdict checkType(const RequestHead& head)
{
    const std::vector<std::string_view> types = valuesOf(head, "content-type");
    if (types.size() > 1) {
        return malformed("There is more than one Content-Type field.");
    }
    std::string type = types.empty() ? std::string() : asciiLower(types[0].substr(0, types[0].find(';')));
    type.erase(type.find_last_not_of(" \t") + 1);
    const bool isImage = type.starts_with("image/") && type.size() > std::string_view("image/").size();
    if (!isImage && type != "application/octet-stream") {
        return Refusal{415,
                       "content_type_unsupported",
                       "Send the image itself, with a Content-Type of image/... or application/octet-stream.",
                       {}};
    }
    for (const std::string_view coding : valuesOf(head, "content-encoding")) {
        if (asciiLower(coding) != "identity") {
            return Refusal{415, "content_encoding_unsupported", "Send the image without a Content-Encoding.", {}};
        }
    }
    return std::nullopt;
}

Verdict checkBody(const RequestHead& head, const Framing& framing, const AccessRules& rules)
{
    if (!framing.length) {
        return Refusal{411, "length_required", "Say the length of the image in Content-Length.", {}};
    }
    if (*framing.length > rules.bodyBytes) {
        return Refusal{
            413, "body_too_large", "An image may have at most " + std::to_string(rules.bodyBytes) + " bytes.", {}};
    }
    if (*framing.length == 0) {
        return Refusal{400, "body_missing", "Send an image as the request's body.", {}};
    }
    return checkType(head);
}

/// Whether the client waits for "100 Continue" before it sends the body.
std::variant<bool, Refusal> expectation(const RequestHead& head)
{
    const std::vector<std::string_view> values = valuesOf(head, "expect");
    if (values.empty() || head.version < 11) {
        return false;
    }
    if (values.size() > 1 || asciiLower(values[0]) != "100-continue") {
        return Refusal{417, "expectation_failed", "Only Expect: 100-continue is understood.", {}};
    }
    return true;
}

std::variant<AcceptedRequest, Refusal> acceptBody(const RequestHead& head, const Framing& framing, Route route,
                                                  const AccessRules& rules)
{
    AcceptedRequest accepted{route, head.method == "HEAD", framing.length.value_or(0), false};
    if (route != Route::Predict) {
        if (framing.isChunked || accepted.bodyBytes > 0) {
            return malformed("A request of this kind has no body.");
        }
        return accepted;
    }
    if (Verdict refusal = checkBody(head, framing, rules)) {
        return *std::move(refusal);
    }
    std::variant<bool, Refusal> expected = expectation(head);
    if (Refusal* refusal = std::get_if<Refusal>(&expected)) {
        return std::move(*refusal);
    }
    accepted.isContinueExpected = std::get<bool>(expected);
    return accepted;
}

} // namespace

std::variant<AcceptedRequest, Refusal> checkRequest(const RequestHead& head, const AccessRules& rules)
{
    std::variant<Framing, Refusal> framing = framingOf(head);
    if (Refusal* refusal = std::get_if<Refusal>(&framing)) {
        return std::move(*refusal);
    }
    if (Verdict refusal = checkHost(head, rules)) {
        return *std::move(refusal);
    }
    std::variant<Route, Refusal> route = routeOf(head.target);
    if (Refusal* refusal = std::get_if<Refusal>(&route)) {
        return std::move(*refusal);
    }
    const Route where = std::get<Route>(route);
    if (Verdict refusal = checkMethod(head.method, where)) {
        return *std::move(refusal);
    }
    const bool needsToken = where == Route::Model || where == Route::Predict;
    if (Verdict refusal = needsToken ? checkToken(head, rules.token) : std::nullopt) {
        return *std::move(refusal);
    }
    return acceptBody(head, std::get<Framing>(framing), where, rules);
}

} // namespace saccade
