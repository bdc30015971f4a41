#include "engine/web/server_state.h"

#include <vector>

#include "engine/web/answer_json.h"
#include "engine/web/connection.h"

namespace saccade {

ServerState::ServerState(const ServerLimits& serverLimits, ServedModel servedModel)
    : limits(serverLimits), model(std::move(servedModel)), modelText(modelJson(model))
{}

void ServerState::admit(boost::asio::ip::tcp::socket socket)
{
    ++connectionCount;
    if (m_isStopping) {
        return;
    }
    const bool hasRoom = m_served.size() < limits.connections || makeRoom();
    if (!hasRoom && m_refused.size() >= limits.connections) {
        return; // closed without a word
    }
    const auto connection = std::make_shared<Connection>(std::move(socket), *this);
    (hasRoom ? m_served : m_refused).insert(connection.get());
    if (hasRoom) {
        connection->serve();
    } else {
        connection->turnAway();
    }
}

bool ServerState::makeRoom()
{
    const auto latest = std::chrono::steady_clock::now() - limits.evictAfter;
    Connection* longest = nullptr;
    for (Connection* connection : m_served) {
        const auto since = connection->silentSince();
        if (since && *since <= latest && (longest == nullptr || *since < *longest->silentSince())) {
            longest = connection;
        }
    }
    if (longest != nullptr) {
        longest->close();
    }
    return longest != nullptr;
}

void ServerState::remove(Connection& connection)
{
    m_served.erase(&connection);
    m_refused.erase(&connection);
    if (m_isStopping && m_served.empty() && m_refused.empty()) {
        m_stopTimer.cancel();
    }
}

bool ServerState::reserveBody(std::uint64_t bytes)
{
    if (m_bodyBytes + bytes > limits.allBodyBytes) {
        return false;
    }
    m_bodyBytes += bytes;
    return true;
}

void ServerState::beginStop()
{
    m_isStopping = true;
    const std::vector<Connection*> served(m_served.begin(), m_served.end());
    for (Connection* connection : served) {
        connection->endAfterAnswer();
    }
}

void ServerState::finishStop()
{
    if (m_served.empty() && m_refused.empty()) {
        return;
    }
    m_stopTimer.expires_after(limits.stopTime);
    m_stopTimer.async_wait([this](const boost::system::error_code& error) {
        std::vector<Connection*> all(m_served.begin(), m_served.end());
        all.insert(all.end(), m_refused.begin(), m_refused.end());
        for (Connection* connection : all) {
            if (!error) {
                connection->close();
            }
        }
    });
}

} // namespace saccade
