#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/web/head_scanner.h"
#include "engine/web/http_answer.h"
#include "engine/web/server_state.h"

namespace saccade {

/// One client: its requests one after the other, each step within its time. Lives as long as something that it waits
/// for. IO thread.
class Connection final : public std::enable_shared_from_this<Connection>
{
public:
    using Clock = std::chrono::steady_clock;

    Connection(boost::asio::ip::tcp::socket socket, ServerState& state);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void serve();
    /// Answers that all places are taken, whatever is asked.
    void turnAway();
    /// The end of the server: at once, or after the answer that is on its way.
    void endAfterAnswer();
    void close();
    /// Since when the client has not begun a request; nothing while one is served.
    [[nodiscard]] std::optional<Clock::time_point> silentSince() const { return m_silentSince; }

private:
    using Code = boost::system::error_code;

    void beginRequest();
    void readHead();
    void takeHeadBytes(const Code& error, std::size_t count);
    void judgeHead();
    void answerRequest(const AcceptedRequest& request);

    void beginBody(const AcceptedRequest& request);
    void tellToContinue();
    void readBody();
    void takeBodyBytes(const Code& error, std::size_t count);
    void askForPrediction();
    void takePrediction(const Result<ImageAnswer>& answer);
    void releaseBody();

    void refuse(const Refusal& refusal);
    void refuseAndEnd(const Refusal& refusal);
    void send(HttpAnswer answer);
    void finishAnswer(const Code& error);
    void linger();
    void drain();

    void setDeadline(Clock::time_point deadline);
    void dropDeadline();

    ServerState& m_state;
    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_timer;
    std::uint64_t m_timerTicket = 0; ///< of the deadline that counts
    bool m_isLate = false;

    std::array<char, 4096> m_piece{};
    std::string m_input; ///< received and not yet used
    HeadScanner m_scanner;
    Clock::time_point m_headDeadline;
    std::optional<Clock::time_point> m_silentSince;

    AnswerForm m_form;
    std::optional<HttpAnswer> m_answer;
    bool m_isAnswering = false;

    std::vector<std::uint8_t> m_body;
    std::size_t m_bodyFilled = 0;
    std::uint64_t m_bodyBytes = 0; ///< reserved
    Clock::time_point m_bodyStart;
    std::size_t m_drained = 0;
};

} // namespace saccade
