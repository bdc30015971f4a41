#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace saccade {

/// Which names the server answers to. A page of a stranger whose name is made to lead to this computer (DNS rebinding)
/// comes with that name.
struct HostRule
{
    std::uint16_t port = 0;
    bool isAnyAddress = false;
    std::string hostName; ///< of this computer; counts when isAnyAddress
};

/// host is the request's Host field. On the loopback: localhost, 127.0.0.1 or [::1] with the port (without one: 80).
/// On any address also addresses as numbers and the computer's own name, with any port, since a forwarded one differs.
/// Any thread.
[[nodiscard]] bool isHostAllowed(std::string_view host, const HostRule& rule);

} // namespace saccade
