#include "engine/web/connection.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/write.hpp>

#include "engine/web/answer_json.h"

namespace saccade {

namespace {

using boost::asio::ip::tcp;

constexpr std::size_t kMostDrained = std::size_t{64} << 20;

/// What follows a refused request is not read, so the connection can only go on when nothing follows.
bool canFollow(const Refusal& refusal, const RequestHead& head)
{
    return refusal.status != 400 && refusal.status != 411 &&
           std::none_of(head.fields.begin(), head.fields.end(), [](const auto& field) {
               return field.first == "content-length" || field.first == "transfer-encoding";
           });
}

} // namespace

Connection::Connection(tcp::socket socket, ServerState& state)
    : m_state(state), m_socket(std::move(socket)), m_timer(state.io), m_scanner(state.limits)
{}

Connection::~Connection()
{
    releaseBody();
    m_state.remove(*this);
}

void Connection::serve()
{
    Code ignored;
    m_socket.set_option(tcp::no_delay(true), ignored);
    m_silentSince = Clock::now();
    m_headDeadline = *m_silentSince + m_state.limits.headTime;
    readHead();
}

void Connection::turnAway()
{
    refuseAndEnd({503, "too_many_connections", "All connections are taken. Try again.", {}});
}

void Connection::endAfterAnswer()
{
    m_form.isKeepAlive = false;
    if (!m_isAnswering) {
        close();
    }
}

void Connection::close()
{
    dropDeadline();
    Code ignored;
    m_socket.close(ignored);
    m_silentSince.reset();
    m_state.remove(*this);
}

void Connection::beginRequest()
{
    m_scanner = HeadScanner(m_state.limits);
    const Clock::time_point now = Clock::now();
    m_silentSince = m_input.empty() ? std::optional(now) : std::nullopt;
    m_headDeadline = now + (m_input.empty() ? m_state.limits.keepAliveTime : m_state.limits.headTime);
    readHead();
}

void Connection::readHead()
{
    if (const std::optional<Refusal> refusal = m_scanner.scan(m_input)) {
        refuseAndEnd(*refusal);
        return;
    }
    if (m_scanner.length() > 0) {
        judgeHead();
        return;
    }
    setDeadline(m_headDeadline);
    m_socket.async_read_some(
        boost::asio::buffer(m_piece),
        [self = shared_from_this()](const Code& error, std::size_t count) { self->takeHeadBytes(error, count); });
}

void Connection::takeHeadBytes(const Code& error, std::size_t count)
{
    dropDeadline();
    if (error) {
        if (m_isLate && !m_input.empty()) {
            refuseAndEnd({408, "head_timeout", "The request's head took too long.", {}});
        } else {
            close();
        }
        return;
    }
    if (m_silentSince) { // the first bytes; a new connection's time began when it was made
        m_headDeadline = std::min(m_headDeadline, Clock::now() + m_state.limits.headTime);
        m_silentSince.reset();
    }
    m_input.append(m_piece.data(), count);
    readHead();
}

void Connection::judgeHead()
{
    ++m_state.requestCount;
    const std::variant<RequestHead, Refusal> parsed =
        parseRequestHead(std::string_view(m_input).substr(0, m_scanner.length()));
    m_input.erase(0, m_scanner.length());
    if (const Refusal* refusal = std::get_if<Refusal>(&parsed)) {
        refuseAndEnd(*refusal);
        return;
    }
    const RequestHead& head = std::get<RequestHead>(parsed);
    m_form = {static_cast<unsigned>(head.version), head.method == "HEAD", head.isKeepAlive && !m_state.isStopping()};
    const std::variant<AcceptedRequest, Refusal> checked = checkRequest(head, m_state.rules);
    if (const Refusal* refusal = std::get_if<Refusal>(&checked)) {
        m_form.isKeepAlive = m_form.isKeepAlive && canFollow(*refusal, head);
        refuse(*refusal);
        return;
    }
    answerRequest(std::get<AcceptedRequest>(checked));
}

void Connection::answerRequest(const AcceptedRequest& request)
{
    switch (request.route) {
    case Route::Page: send(pageAnswer(m_form)); break;
    case Route::Health: send(jsonAnswer(m_form, R"({"status":"ok"})")); break;
    case Route::Model: send(jsonAnswer(m_form, m_state.modelText)); break;
    case Route::Predict: beginBody(request); break;
    }
}

void Connection::beginBody(const AcceptedRequest& request)
{
    if (!m_state.reserveBody(request.bodyBytes)) {
        refuseAndEnd({503, "busy", "Too many images are on their way. Try again.", {}});
        return;
    }
    m_bodyBytes = request.bodyBytes;
    m_bodyStart = Clock::now();
    m_bodyFilled = std::min<std::size_t>(m_input.size(), m_bodyBytes);
    m_body.clear();
    m_body.reserve(m_bodyBytes); // takes memory only where it is written
    m_body.assign(m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(m_bodyFilled));
    m_input.erase(0, m_bodyFilled);
    if (request.isContinueExpected && m_bodyFilled == 0) {
        tellToContinue();
    } else {
        readBody();
    }
}

void Connection::tellToContinue()
{
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    setDeadline(Clock::now() + m_state.limits.answerTime);
    boost::asio::async_write(m_socket, boost::asio::buffer(kContinue.data(), kContinue.size()),
                             [self = shared_from_this()](const Code& error, std::size_t) {
                                 self->dropDeadline();
                                 if (error) {
                                     self->close();
                                 } else {
                                     self->readBody();
                                 }
                             });
}

void Connection::readBody()
{
    constexpr std::size_t kFirstPiece = std::size_t{64} << 10;
    if (m_bodyFilled == m_bodyBytes) {
        askForPrediction();
        return;
    }
    const ServerLimits& limits = m_state.limits;
    m_body.resize(std::min<std::size_t>(m_bodyBytes, m_bodyFilled + std::max(kFirstPiece, m_bodyFilled)));
    const std::chrono::milliseconds earned(1000 * m_bodyFilled / std::max<std::uint64_t>(limits.bodyBytesPerSecond, 1));
    setDeadline(std::min(m_bodyStart + limits.bodyGrace + earned, Clock::now() + limits.bodySilence));
    m_socket.async_read_some(
        boost::asio::buffer(m_body.data() + m_bodyFilled, m_body.size() - m_bodyFilled),
        [self = shared_from_this()](const Code& error, std::size_t count) { self->takeBodyBytes(error, count); });
}

void Connection::takeBodyBytes(const Code& error, std::size_t count)
{
    dropDeadline();
    if (!error) {
        m_bodyFilled += count;
        readBody();
    } else if (m_isLate) {
        refuseAndEnd({408, "body_timeout", "The image came too slowly.", {}});
    } else {
        close();
    }
}

void Connection::askForPrediction()
{
    m_isAnswering = true;
    const bool isQueued =
        m_state.queue->tryPush(std::move(m_body), [self = shared_from_this()](Result<ImageAnswer> answer) mutable {
            // self goes along: the last one who holds a connection must be the IO thread.
            boost::asio::io_context& io = self->m_state.io;
            boost::asio::post(io,
                              [self = std::move(self), answer = std::move(answer)] { self->takePrediction(answer); });
        });
    m_body = {};
    if (!isQueued) {
        releaseBody();
        refuse({503, "busy", "Too many predictions wait. Try again.", {}});
    }
}

void Connection::takePrediction(const Result<ImageAnswer>& answer)
{
    releaseBody();
    if (!m_socket.is_open()) {
        return;
    }
    if (answer) {
        ++m_state.predictionCount;
        send(jsonAnswer(m_form, answerJson(*answer, m_state.model)));
    } else {
        refuse(predictionRefusal(answer.error()));
    }
}

void Connection::releaseBody()
{
    m_state.releaseBody(m_bodyBytes);
    m_bodyBytes = 0;
}

void Connection::refuse(const Refusal& refusal)
{
    ++m_state.refusalCount;
    send(refusalAnswer(m_form, refusal));
}

void Connection::refuseAndEnd(const Refusal& refusal)
{
    m_form.isKeepAlive = false;
    refuse(refusal);
}

void Connection::send(HttpAnswer answer)
{
    m_isAnswering = true;
    m_silentSince.reset();
    m_answer = std::move(answer);
    setDeadline(Clock::now() + m_state.limits.answerTime);
    boost::beast::http::async_write(m_socket, *m_answer, [self = shared_from_this()](const Code& error, std::size_t) {
        self->finishAnswer(error);
    });
}

void Connection::finishAnswer(const Code& error)
{
    dropDeadline();
    m_isAnswering = false;
    m_answer.reset();
    if (error) {
        close();
    } else if (m_form.isKeepAlive) {
        m_form = {};
        beginRequest();
    } else {
        linger();
    }
}

/// To close at once while the client still sends would take the answer away from it (RFC 9112, section 9.6).
void Connection::linger()
{
    releaseBody();
    m_body = {};
    m_input = {};
    Code failed;
    m_socket.shutdown(tcp::socket::shutdown_send, failed);
    m_silentSince = Clock::now();
    setDeadline(*m_silentSince + m_state.limits.lingerTime);
    drain();
}

void Connection::drain()
{
    m_socket.async_read_some(boost::asio::buffer(m_piece),
                             [self = shared_from_this()](const Code& error, std::size_t count) {
                                 self->m_drained += count;
                                 if (error || self->m_drained > kMostDrained) {
                                     self->close();
                                 } else {
                                     self->drain();
                                 }
                             });
}

void Connection::setDeadline(Clock::time_point deadline)
{
    m_isLate = false;
    m_timer.expires_at(deadline);
    m_timer.async_wait([self = shared_from_this(), ticket = ++m_timerTicket](const Code& error) {
        if (!error && ticket == self->m_timerTicket) {
            self->m_isLate = true;
            Code ignored;
            self->m_socket.cancel(ignored);
        }
    });
}

void Connection::dropDeadline()
{
    ++m_timerTicket;
    m_timer.cancel();
}

} // namespace saccade
