#include "engine/web/host_rule.h"

#include <arpa/inet.h>
#include <charconv>
#include <optional>

#include "engine/web/ascii_case.h"

namespace saccade {

namespace {

constexpr std::uint16_t kDefaultPort = 80;

struct HostAndPort
{
    std::string name; ///< in lower case, an IPv6 address in its brackets
    std::uint16_t port = kDefaultPort;
};

std::optional<std::uint16_t> portOf(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isNumber = fault == std::errc() && end == text.data() + text.size();
    return isNumber ? std::optional(port) : std::nullopt;
}

std::optional<HostAndPort> split(std::string_view host)
{
    const bool isBracketed = host.starts_with('[');
    const std::size_t end = isBracketed ? host.find(']') : host.find(':');
    if (isBracketed && end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view name = host.substr(0, isBracketed ? end + 1 : end);
    const std::string_view rest = host.substr(name.size());
    HostAndPort parts{asciiLower(name), kDefaultPort};
    if (!rest.empty()) {
        const std::optional<std::uint16_t> port = rest[0] == ':' ? portOf(rest.substr(1)) : std::nullopt;
        if (!port) {
            return std::nullopt;
        }
        parts.port = *port;
    }
    return parts;
}

bool isAddress(const std::string& name)
{
    in_addr four{};
    in6_addr six{};
    return inet_pton(AF_INET, name.c_str(), &four) == 1 ||
           (name.starts_with('[') && inet_pton(AF_INET6, name.substr(1, name.size() - 2).c_str(), &six) == 1);
}

} // namespace

bool isHostAllowed(std::string_view host, const HostRule& rule)
{
    const std::optional<HostAndPort> parts = split(host);
    if (!parts) {
        return false;
    }
    if (parts->name == "localhost" || parts->name == "127.0.0.1" || parts->name == "[::1]") {
        return rule.isAnyAddress || parts->port == rule.port;
    }
    return rule.isAnyAddress && (isAddress(parts->name) || (!rule.hostName.empty() && parts->name == rule.hostName));
}

} // namespace saccade
