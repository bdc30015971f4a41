#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

/// Accepts connections at one port, with IPv4 and, where there is it, IPv6. IO thread once started.
class Listener final
{
public:
    explicit Listener(boost::asio::io_context& io);

    /// On the loopback or on all of the computer's addresses; port 0 takes one that is free for both. PortUnavailable
    /// says why.
    [[nodiscard]] Result<void> open(bool isAnyAddress, std::uint16_t port);
    [[nodiscard]] std::uint16_t port() const { return m_port; }

    /// Hands each connection to `take`. Must not block.
    void start(std::function<void(boost::asio::ip::tcp::socket)> take);
    void close();

private:
    [[nodiscard]] boost::system::error_code listenAt(const boost::asio::ip::address& address, std::uint16_t port);
    [[nodiscard]] boost::system::error_code tryPort(bool isAnyAddress, std::uint16_t port);
    void accept(std::size_t index);
    void acceptLater(std::size_t index);
    void take(boost::asio::ip::tcp::socket&& socket);

    boost::asio::io_context& m_io;
    std::vector<boost::asio::ip::tcp::acceptor> m_acceptors;
    std::vector<boost::asio::steady_timer> m_pauses; // of each acceptor
    std::function<void(boost::asio::ip::tcp::socket)> m_take;
    std::uint16_t m_port = 0;
    bool m_isClosed = false;
};

} // namespace saccade
