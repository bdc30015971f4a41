#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <string>
#include <unordered_set>

#include "engine/web/prediction_queue.h"
#include "engine/web/request_rules.h"
#include "engine/web/served_model.h"
#include "engine/web/server_limits.h"

namespace saccade {

class Connection;

/// What all connections of a server share, and which there are. IO thread, but for the counts. Outlives them.
class ServerState final
{
public:
    ServerState(const ServerLimits& serverLimits, ServedModel servedModel);

    /// Serves what was accepted; when all places are taken, in the place of the connection that has been silent for
    /// longest, or tells it that there is none.
    void admit(boost::asio::ip::tcp::socket socket);
    void remove(Connection& connection);

    /// False when the bodies that are being received and wait would be too many bytes.
    [[nodiscard]] bool reserveBody(std::uint64_t bytes);
    void releaseBody(std::uint64_t bytes) { m_bodyBytes -= bytes; }

    /// No connection is served any more; those whose answer is on its way get it.
    void beginStop();
    /// Ends them, too, when they need longer than the limit.
    void finishStop();
    [[nodiscard]] bool isStopping() const { return m_isStopping; }

    const ServerLimits limits;
    const ServedModel model;
    const std::string modelText; ///< JSON
    AccessRules rules;
    PredictionQueue* queue = nullptr;
    std::atomic<std::uint64_t> connectionCount{0};
    std::atomic<std::uint64_t> requestCount{0};
    std::atomic<std::uint64_t> predictionCount{0};
    std::atomic<std::uint64_t> refusalCount{0};

private:
    [[nodiscard]] bool makeRoom();

    std::unordered_set<Connection*> m_served;
    std::unordered_set<Connection*> m_refused; ///< that are being told that there is no room
    std::uint64_t m_bodyBytes = 0;
    bool m_isStopping = false;

public:
    boost::asio::io_context io{1}; ///< last: what waits in it goes first
private:
    boost::asio::steady_timer m_stopTimer{io};
};

} // namespace saccade
