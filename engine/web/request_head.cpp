#include "engine/web/request_head.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <limits>

#include "engine/web/ascii_case.h"

namespace saccade {

namespace {

namespace http = boost::beast::http;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "... HTTP/2.0", which is right as a version, only not ours.
bool namesAVersion(std::string_view bytes)
{
    const std::string_view line = bytes.substr(0, bytes.find('\r'));
    const std::size_t at = line.rfind(" HTTP/");
    const std::string_view number = at == std::string_view::npos ? std::string_view() : line.substr(at + 6);
    const bool hasThreeWords = std::count(line.begin(), line.end(), ' ') == 2;
    return hasThreeWords && number.size() == 3 && isDigit(number[0]) && number[1] == '.' && isDigit(number[2]);
}

Refusal refusalOf(const boost::system::error_code& error, std::string_view bytes)
{
    if (error == http::error::bad_version && namesAVersion(bytes)) {
        return {505, "version_not_supported", "Only HTTP/1.0 and HTTP/1.1 are spoken here.", {}};
    }
    return {400, "bad_request", "The request's head cannot be read (" + error.message() + ").", {}};
}

} // namespace

std::variant<RequestHead, Refusal> parseRequestHead(std::string_view bytes)
{
    http::request_parser<http::empty_body> parser;
    // The scanner and the rules have limits of their own, and statuses that fit.
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    boost::system::error_code error;
    const std::size_t used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error) {
        return refusalOf(error, bytes);
    }
    if (!parser.is_header_done() || used != bytes.size()) {
        return Refusal{400, "bad_request", "The request's head has no end.", {}};
    }
    const auto& request = parser.get();
    RequestHead head;
    head.method = std::string(request.method_string());
    head.target = std::string(request.target());
    head.version = static_cast<int>(request.version());
    head.isKeepAlive = request.keep_alive();
    for (const auto& field : request) {
        const boost::string_view name = field.name_string();
        head.fields.emplace_back(asciiLower({name.data(), name.size()}), std::string(field.value()));
    }
    return head;
}

} // namespace saccade
