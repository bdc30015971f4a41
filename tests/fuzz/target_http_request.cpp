#include "engine/web/answer_json.h"
#include "engine/web/head_scanner.h"
#include "engine/web/request_rules.h"
#include "tests/fuzz/targets.h"

using namespace saccade;

namespace {

constexpr std::uint64_t kBodyBytes = 1000;

const AccessRules kRules{HostRule{8080, false, std::string()}, "0123456789abcdef", kBodyBytes};

const std::string kHost = "Host: 127.0.0.1:8080\r\n";
const std::string kToken = "Authorization: Bearer 0123456789abcdef\r\n";
const std::string kPost = "POST /predict HTTP/1.1\r\n" + kHost + kToken;

Error errorOf(const Refusal& refusal)
{
    fuzzRequire(refusal.status >= 400 && refusal.status < 600, "a refusal has the status of an error");
    fuzzRequire(!refusal.code.empty() && !refusal.message.empty(), "a refusal says why");
    fuzzRequire(!refusalJson(refusal).empty(), "a refusal can be told");
    return {ErrorCode::FormatInvalid, std::to_string(refusal.status) + " " + refusal.message, {}};
}

/// The same, whether the bytes come at once or in two pieces.
std::optional<Refusal> scanTwice(std::string_view bytes, std::size_t& length)
{
    HeadScanner whole{ServerLimits()};
    HeadScanner pieces{ServerLimits()};
    const std::optional<Refusal> atOnce = whole.scan(bytes);
    std::optional<Refusal> later = pieces.scan(bytes.substr(0, bytes.size() / 2));
    if (!later) {
        later = pieces.scan(bytes);
    }
    fuzzRequire(atOnce == later && whole.length() == pieces.length(), "pieces make no difference");
    length = whole.length();
    return atOnce;
}

void requireRules(const AcceptedRequest& request, const RequestHead& head)
{
    const auto has = [&head](std::string_view name, std::string_view value) {
        for (const auto& [fieldName, fieldValue] : head.fields) {
            if (fieldName == name && fieldValue.find(value) != std::string::npos) {
                return true;
            }
        }
        return false;
    };
    fuzzRequire(has("host", "8080"), "the host has our port");
    const bool isOpen = request.route == Route::Page || request.route == Route::Health;
    fuzzRequire(isOpen || has("authorization", "0123456789abcdef"), "the token was given");
    fuzzRequire((request.route == Route::Predict) == (request.bodyBytes > 0), "images and only they have a body");
    fuzzRequire(request.bodyBytes <= kBodyBytes, "the body is within its limit");
    fuzzRequire(!has("transfer-encoding", ""), "bodies have a length");
}

} // namespace

Result<void> runHttpRequest(FuzzInput input)
{
    const std::string_view bytes = fuzzText(input);
    std::size_t length = 0;
    if (const std::optional<Refusal> refusal = scanTwice(bytes, length)) {
        return errorOf(*refusal);
    }
    if (length == 0) {
        return Error{ErrorCode::FormatInvalid, "not complete", {}};
    }
    const auto parsed = parseRequestHead(bytes.substr(0, length));
    if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
        return errorOf(*refusal);
    }
    const RequestHead& head = std::get<RequestHead>(parsed);
    const auto checked = checkRequest(head, kRules);
    if (const auto* refusal = std::get_if<Refusal>(&checked)) {
        return errorOf(*refusal);
    }
    requireRules(std::get<AcceptedRequest>(checked), head);
    return {};
}

std::vector<FuzzSeed> httpRequestSeeds()
{
    const std::string get = "GET /healthz HTTP/1.1\r\n" + kHost;
    const std::string typed = kPost + "Content-Type: image/png\r\n";
    return {
        fuzzSeed("health", get + "\r\n", ""),
        fuzzSeed("page", "GET /?a=b HTTP/1.0\r\nConnection: keep-alive\r\nHost: [::1]:8080\r\n\r\n", ""),
        fuzzSeed("model", "HEAD /model HTTP/1.1\r\n" + kHost + kToken + "\r\n", ""),
        fuzzSeed("predict", typed + "Content-Length: 10\r\nExpect: 100-continue\r\n\r\nabc", ""),
        fuzzSeed("half", get, "not complete"),
        fuzzSeed("line-feed", "GET /healthz HTTP/1.1\n\n", "line feed"),
        fuzzSeed("return", "GET /healthz\rHTTP/1.1", "carriage return"),
        fuzzSeed("control", get + "A: \x01", "control character"),
        fuzzSeed("fold", get + " b", "begins with a space"),
        fuzzSeed("empty", "\r\n", "empty line"),
        fuzzSeed("long-field", get + "A: " + std::string(50'000, 'b'), "431"),
        fuzzSeed("long-address", "GET /" + std::string(70'000, 'b'), "414"),
        fuzzSeed("grammar", get + "no colon\r\n\r\n", "cannot be read"),
        fuzzSeed("version", "GET / HTTP/2.0\r\n\r\n", "505"),
        fuzzSeed("no-host", "GET / HTTP/1.1\r\n\r\n", "exactly one Host"),
        fuzzSeed("host", "GET / HTTP/1.1\r\nHost: evil.example:8080\r\n\r\n", "403"),
        fuzzSeed("address", "GET * HTTP/1.1\r\n" + kHost + "\r\n", "slash"),
        fuzzSeed("path", "GET /x HTTP/1.1\r\n" + kHost + "\r\n", "404"),
        fuzzSeed("method", "PUT / HTTP/1.1\r\n" + kHost + "\r\n", "405"),
        fuzzSeed("no-token", "GET /model HTTP/1.1\r\n" + kHost + "\r\n", "401 Send the token"),
        fuzzSeed("token", "GET /model HTTP/1.1\r\n" + kHost + "Authorization: Bearer 0123456789abcdex\r\n\r\n",
                 "not the token"),
        fuzzSeed("two-lengths", typed + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "400"),
        fuzzSeed("length", typed + "Content-Length: 1, 1\r\n\r\n", "not a number"),
        fuzzSeed("no-length", typed + "Transfer-Encoding: chunked\r\n\r\n", "411"),
        fuzzSeed("large", typed + "Content-Length: 1001\r\n\r\n", "413"),
        fuzzSeed("body", get + "Content-Length: 1\r\n\r\n", "has no body"),
        fuzzSeed("no-body", typed + "Content-Length: 0\r\n\r\n", "as the request's body"),
        fuzzSeed("type", kPost + "Content-Length: 1\r\nContent-Type: text/plain\r\n\r\n", "415"),
        fuzzSeed("coding", typed + "Content-Length: 1\r\nContent-Encoding: br\r\n\r\n", "without a Content-Enc"),
        fuzzSeed("expect", typed + "Content-Length: 1\r\nExpect: x\r\n\r\n", "417"),
    };
}
