#include "engine/web/prediction_server.h"

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include "engine/base/log.h"
#include "engine/web/access_token.h"
#include "engine/web/ascii_case.h"
#include "engine/web/listener.h"
#include "engine/web/server_state.h"
#include "engine/web/server_threads.h"

namespace saccade {

namespace {

std::string ownHostName()
{
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? asciiLower(name.data()) : std::string();
}

} // namespace

class PredictionServer::Implementation final
{
public:
    Implementation(const ServerConfig& config, BatchClassifier classify);
    ~Implementation() { stop(); }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    [[nodiscard]] Result<void> listen(const ServerConfig& config, std::string token);
    void startThread();
    void stop();
    [[nodiscard]] const ServerState& state() const { return m_state; }

private:
    void run();

    ServerState m_state;
    Listener m_listener;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work;
    PredictionQueue m_queue;
    std::once_flag m_isStopped;
    std::jthread m_thread;
};

PredictionServer::Implementation::Implementation(const ServerConfig& config, BatchClassifier classify)
    : m_state(config.limits, config.model),
      m_listener(m_state.io),
      m_work(m_state.io.get_executor()),
      m_queue(std::move(classify), config.limits.queuedPredictions)
{
    m_state.queue = &m_queue;
}

Result<void> PredictionServer::Implementation::listen(const ServerConfig& config, std::string token)
{
    const Result<void> opened = m_listener.open(config.isAnyAddress, config.port);
    if (!opened) {
        return opened;
    }
    m_state.rules.host = {m_listener.port(), config.isAnyAddress, ownHostName()};
    m_state.rules.token = std::move(token);
    m_state.rules.bodyBytes = config.limits.bodyBytes;
    m_listener.start([this](boost::asio::ip::tcp::socket socket) { m_state.admit(std::move(socket)); });
    return {};
}

void PredictionServer::Implementation::startThread()
{
    m_thread = std::jthread([this] { run(); });
}

/// What a handler throws (no memory) ends that handler's connection, not the server.
void PredictionServer::Implementation::run()
{
    becomeServerThread("saccade-web");
    for (;;) {
        try {
            m_state.io.run();
            return;
        } catch (const std::exception& exception) {
            logMessage(LogLevel::Error, std::string("endpoint: ") + exception.what());
        }
    }
}

void PredictionServer::Implementation::stop()
{
    std::call_once(m_isStopped, [this] {
        m_queue.beginStop(); // first: whoever sees that the endpoint closes gets no answer of it any more
        boost::asio::post(m_state.io, [this] {
            m_listener.close();
            m_state.beginStop();
        });
        m_queue.stop();
        boost::asio::post(m_state.io, [this] {
            m_state.finishStop();
            m_work.reset();
        });
        if (m_thread.joinable()) {
            m_thread.join();
        }
    });
}

PredictionServer::PredictionServer(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{}

PredictionServer::~PredictionServer() = default;

Result<std::unique_ptr<PredictionServer>> PredictionServer::start(ServerConfig config, BatchClassifier classify)
{
    if (!config.token.empty() && !isAccessToken(config.token)) {
        return Error{ErrorCode::SettingInvalid, "token: 16 to 256 letters, digits or any of -._~+/=", {}};
    }
    Result<std::string> token = config.token.empty() ? makeAccessToken() : std::move(config.token);
    if (!token) {
        return token.error();
    }
    try {
        auto implementation = std::make_unique<Implementation>(config, std::move(classify));
        const Result<void> listening = implementation->listen(config, std::move(token).value());
        if (!listening) {
            return listening.error();
        }
        implementation->startThread();
        return std::unique_ptr<PredictionServer>(new PredictionServer(std::move(implementation)));
    } catch (const std::system_error& error) {
        return Error{ErrorCode::Internal, error.what(), {}};
    }
}

void PredictionServer::stop()
{
    m_implementation->stop();
}

std::uint16_t PredictionServer::port() const
{
    return m_implementation->state().rules.host.port;
}

const std::string& PredictionServer::token() const
{
    return m_implementation->state().rules.token;
}

std::string PredictionServer::address() const
{
    return "http://127.0.0.1:" + std::to_string(port());
}

std::string PredictionServer::pageAddress() const
{
    return address() + "/#token=" + token();
}

ServerCounts PredictionServer::counts() const
{
    const ServerState& state = m_implementation->state();
    return {state.connectionCount, state.requestCount, state.predictionCount, state.refusalCount};
}

} // namespace saccade
