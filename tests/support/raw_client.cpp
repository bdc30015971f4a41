#include "tests/support/raw_client.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace {

constexpr timeval kPatience{20, 0};

template <typename Address>
bool connectTo(int socket, const Address& address)
{
    return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool connectLoopback(int socket, std::uint16_t port, bool isVersion6)
{
    if (isVersion6) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        return connectTo(socket, address);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connectTo(socket, address);
}

RawAnswer parsedHead(const std::string& head)
{
    RawAnswer answer;
    answer.status = head.starts_with("HTTP/1.") ? std::atoi(head.c_str() + 9) : -1;
    std::size_t at = head.find("\r\n");
    while (at != std::string::npos && at + 2 < head.size()) {
        const std::size_t end = head.find("\r\n", at + 2);
        const std::string line = head.substr(at + 2, end - at - 2);
        std::string name = line.substr(0, line.find(':'));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.fields[name] = line.size() > name.size() + 2 ? line.substr(name.size() + 2) : std::string();
        at = end;
    }
    return answer;
}

} // namespace

std::string RawAnswer::field(const std::string& name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

RawClient::RawClient(std::uint16_t port, bool isVersion6)
    : m_socket(::socket(isVersion6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (m_socket < 0) {
        return;
    }
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    if (!connectLoopback(m_socket, port, isVersion6)) {
        ::close(std::exchange(m_socket, -1));
    }
}

RawClient::RawClient(RawClient&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1)), m_received(std::move(other.m_received))
{}

RawClient::~RawClient()
{
    if (m_socket >= 0) {
        ::close(m_socket);
    }
}

bool RawClient::send(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = ::send(m_socket, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::endSending()
{
    ::shutdown(m_socket, SHUT_WR);
}

bool RawClient::receive()
{
    std::array<char, 65536> piece{};
    const ssize_t got = ::recv(m_socket, piece.data(), piece.size(), 0);
    if (got > 0) {
        m_received.append(piece.data(), static_cast<std::size_t>(got));
    }
    return got > 0;
}

RawAnswer RawClient::read(bool isHead)
{
    std::size_t end = m_received.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (!receive()) {
            return {};
        }
        end = m_received.find("\r\n\r\n");
    }
    RawAnswer answer = parsedHead(m_received.substr(0, end + 2));
    m_received.erase(0, end + 4);
    const std::size_t length =
        isHead ? 0 : static_cast<std::size_t>(std::atoll(answer.field("content-length").c_str()));
    while (m_received.size() < length) {
        if (!receive()) {
            return {};
        }
    }
    answer.body = m_received.substr(0, length);
    m_received.erase(0, length);
    return answer;
}

bool RawClient::isEnded()
{
    char byte = 0;
    const ssize_t got = m_received.empty() ? ::recv(m_socket, &byte, 1, 0) : 1;
    return got == 0 || (got < 0 && errno == ECONNRESET);
}
