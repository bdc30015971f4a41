#include "engine/web/listener.h"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <chrono>
#include <exception>
#include <utility>

#include "engine/base/log.h"

namespace saccade {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int kAttempts = 16;
constexpr std::chrono::milliseconds kPauseWithoutDescriptors{100};

/// The computer has no IPv6, or has it switched off.
bool isWithoutAddress(const boost::system::error_code& error)
{
    return error == asio::error::address_family_not_supported || error == boost::system::errc::address_not_available;
}

} // namespace

Listener::Listener(asio::io_context& io) : m_io(io) {}

Result<void> Listener::open(bool isAnyAddress, std::uint16_t port)
{
    boost::system::error_code error;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        m_acceptors.clear();
        error = tryPort(isAnyAddress, port);
        if (!error) {
            return {};
        }
        if (port != 0 || error != asio::error::address_in_use) {
            break;
        }
    }
    m_acceptors.clear();
    return Error{ErrorCode::PortUnavailable, "port " + std::to_string(port) + ": " + error.message(), {}};
}

boost::system::error_code Listener::tryPort(bool isAnyAddress, std::uint16_t port)
{
    using asio::ip::address_v4;
    using asio::ip::address_v6;
    if (const auto error = listenAt(isAnyAddress ? address_v4::any() : address_v4::loopback(), port)) {
        return error;
    }
    m_port = m_acceptors.front().local_endpoint().port();
    const auto error = listenAt(isAnyAddress ? address_v6::any() : address_v6::loopback(), m_port);
    return isWithoutAddress(error) ? boost::system::error_code() : error;
}

boost::system::error_code Listener::listenAt(const asio::ip::address& address, std::uint16_t port)
{
    const tcp::endpoint endpoint(address, port);
    boost::system::error_code error;
    tcp::acceptor acceptor(m_io);
    acceptor.open(endpoint.protocol(), error);
    if (!error) {
        acceptor.set_option(tcp::acceptor::reuse_address(true), error); // not to wait for the last start's connections
    }
    if (!error && address.is_v6()) {
        acceptor.set_option(asio::ip::v6_only(true), error);
    }
    if (!error) {
        acceptor.bind(endpoint, error);
    }
    if (!error) {
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    }
    if (!error) {
        m_acceptors.push_back(std::move(acceptor));
    }
    return error;
}

void Listener::start(std::function<void(tcp::socket)> take)
{
    m_take = std::move(take);
    for (std::size_t i = 0; i < m_acceptors.size(); ++i) {
        m_pauses.emplace_back(m_io);
    }
    for (std::size_t i = 0; i < m_acceptors.size(); ++i) {
        accept(i);
    }
}

void Listener::accept(std::size_t index)
{
    m_acceptors[index].async_accept([this, index](const boost::system::error_code& error, tcp::socket socket) {
        if (m_isClosed) {
            return;
        }
        if (error && error != asio::error::connection_aborted) {
            acceptLater(index); // no descriptor or memory is left: not in a busy loop
            return;
        }
        if (!error) {
            take(std::move(socket));
        }
        accept(index);
    });
}

/// A connection that cannot be held ends; the next one may be.
void Listener::take(tcp::socket&& socket)
{
    try {
        m_take(std::move(socket));
    } catch (const std::exception&) {
        logMessage(LogLevel::Warning,
                   "endpoint: a connection could not be taken"); // no text is made: memory may be what is missing
    }
}

void Listener::acceptLater(std::size_t index)
{
    m_pauses[index].expires_after(kPauseWithoutDescriptors);
    m_pauses[index].async_wait([this, index](const boost::system::error_code&) {
        if (!m_isClosed) {
            accept(index);
        }
    });
}

void Listener::close()
{
    m_isClosed = true;
    for (asio::steady_timer& pause : m_pauses) {
        pause.cancel();
    }
    for (tcp::acceptor& acceptor : m_acceptors) {
        boost::system::error_code ignored;
        acceptor.close(ignored);
    }
}

} // namespace saccade
