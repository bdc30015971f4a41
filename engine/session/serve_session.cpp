#include "engine/session/serve_session.h"

#include <QTimer>

#include "engine/session/image_classifier.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"
#include "engine/web/prediction_server.h"

namespace saccade {

namespace {

constexpr int kCountsMs = 1000;

struct Counts
{
    std::uint64_t answered = 0;
    std::uint64_t refused = 0;
};

/// What the worker needs to start an endpoint.
struct ServeOrder
{
    ClassifierModules modules;
    std::shared_ptr<const Model> model;
    std::uint16_t port = 0;
};

Result<std::unique_ptr<PredictionServer>> startServer(const ServeOrder& order, std::uint16_t port,
                                                      const std::string& token)
{
    const Error missing{ErrorCode::EngineMissing, {}, {}};
    if (order.modules.reader == nullptr) {
        return order.modules.readerProblem.value_or(missing);
    }
    if (order.modules.engine == nullptr) {
        return order.modules.engineProblem.value_or(missing);
    }
    if (!order.model || order.model->network.nodes.empty() || !order.model->tensors) {
        return Error{ErrorCode::RunInvalid, "no network was chosen", {}};
    }
    const Model& model = *order.model;
    Result<std::unique_ptr<Predictor>> predictor = order.modules.engine->createPredictor(model.network, *model.tensors);
    if (!predictor) {
        return predictor.error();
    }
    ServerConfig config;
    config.model = {model.title, model.classNames, {model.network.input().size, model.resize}, model.rejectThreshold};
    config.port = port;
    config.token = token;
    BatchClassifier classify = makeBatchClassifier(*order.modules.reader, std::move(predictor).value(),
                                                   config.model.input, model.classNames.size());
    return PredictionServer::start(std::move(config), std::move(classify));
}

} // namespace

class ServeSession::Implementation final
{
public:
    Implementation(ServeSession& session, EngineLoader& loader);

    void setModel(const std::shared_ptr<const Model>& newModel);
    void start(std::uint16_t port);
    void stop();
    /// Begins what waits for the modules, once both came or are known to be missing.
    void beginWaiting();

    ServeState state;

private:
    // On the worker thread.
    void replaceServer(std::uint64_t ticket, const ServeOrder& order);
    void closeServer();
    [[nodiscard]] Counts counts() const;

    // On the UI thread.
    void setStage(ServeState::Stage stage);
    void showStarted(std::uint64_t ticket, const ServeState& started);
    void askCounts();

    ServeSession& m_session;
    EngineLoader& m_loader;
    std::shared_ptr<const Model> m_model;
    std::uint16_t m_port = 0;
    std::uint64_t m_ticket = 0; // of the newest start or stop
    bool m_isWaiting = false;
    QTimer m_timer;
    UiInbox m_inbox;
    std::unique_ptr<PredictionServer> m_server; // the worker's
    Counts m_before;                            // the worker's: of the models before, since it was switched on
    std::string m_token;                        // the worker's: of the first endpoint
    WorkerThread m_worker;                      // last: it uses the four above
};

ServeSession::Implementation::Implementation(ServeSession& session, EngineLoader& loader)
    : m_session(session), m_loader(loader), m_worker("saccade-serve")
{
    m_timer.setInterval(kCountsMs);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { askCounts(); });
}

void ServeSession::Implementation::setModel(const std::shared_ptr<const Model>& newModel)
{
    m_model = newModel;
    if (state.stage == ServeState::Stage::Starting || state.stage == ServeState::Stage::On) {
        start(m_port);
    }
}

void ServeSession::Implementation::start(std::uint16_t port)
{
    m_port = port;
    m_isWaiting = true;
    ++m_ticket;
    state.error.reset();
    setStage(ServeState::Stage::Starting);
    beginWaiting();
}

void ServeSession::Implementation::beginWaiting()
{
    const bool isReaderSettled = m_loader.imageReader() != nullptr || m_loader.imageReaderProblem();
    const bool isEngineSettled = m_loader.computeEngine() != nullptr || m_loader.computeEngineProblem();
    if (!m_isWaiting || !isReaderSettled || !isEngineSettled) {
        return;
    }
    m_isWaiting = false;
    const ServeOrder order{{m_loader.imageReader(), m_loader.computeEngine(), m_loader.imageReaderProblem(),
                            m_loader.computeEngineProblem()},
                           m_model,
                           m_port};
    m_worker.post([this, order, ticket = m_ticket] { replaceServer(ticket, order); });
}

void ServeSession::Implementation::replaceServer(std::uint64_t ticket, const ServeOrder& order)
{
    ServeState started;
    try {
        const std::uint16_t port = m_server ? m_server->port() : order.port; // the next model gets the same one
        closeServer();
        Result<std::unique_ptr<PredictionServer>> server = startServer(order, port, m_token);
        if (server) {
            m_server = std::move(server).value();
            m_token = m_server->token();
            started.address = m_server->address();
            started.pageAddress = m_server->pageAddress();
            started.token = m_server->token();
            started.stage = ServeState::Stage::On;
        } else {
            started.error = server.error();
            m_before = {};
        }
    } catch (...) {
        started.error = currentExceptionAsError();
    }
    const Counts now = counts();
    started.answered = now.answered;
    started.refused = now.refused;
    m_inbox.post([this, ticket, started] { showStarted(ticket, started); });
}

void ServeSession::Implementation::closeServer()
{
    if (m_server) {
        m_server->stop();
        m_before = counts();
        m_server = nullptr;
    }
}

Counts ServeSession::Implementation::counts() const
{
    if (!m_server) {
        return m_before;
    }
    const ServerCounts now = m_server->counts();
    return {m_before.answered + now.predictions, m_before.refused + now.refusals};
}

void ServeSession::Implementation::showStarted(std::uint64_t ticket, const ServeState& started)
{
    if (ticket != m_ticket) {
        return;
    }
    if (started.error) {
        state.error = started.error;
        setStage(ServeState::Stage::Off);
        return;
    }
    state = started;
    setStage(ServeState::Stage::On);
}

void ServeSession::Implementation::stop()
{
    if (state.stage == ServeState::Stage::Off || state.stage == ServeState::Stage::Stopping) {
        return;
    }
    m_isWaiting = false;
    ++m_ticket;
    setStage(ServeState::Stage::Stopping);
    m_worker.post([this, ticket = m_ticket] {
        closeServer();
        m_before = {};
        m_inbox.post([this, ticket] {
            if (ticket == m_ticket) {
                state.answered = state.refused = 0;
                setStage(ServeState::Stage::Off);
            }
        });
    });
}

void ServeSession::Implementation::setStage(ServeState::Stage stage)
{
    state.stage = stage;
    if (stage == ServeState::Stage::On) {
        m_timer.start();
    } else {
        m_timer.stop();
    }
    emit m_session.changed();
}

void ServeSession::Implementation::askCounts()
{
    m_worker.post([this, ticket = m_ticket] {
        m_inbox.post([this, ticket, now = counts()] {
            if (ticket == m_ticket && (now.answered != state.answered || now.refused != state.refused)) {
                state.answered = now.answered;
                state.refused = now.refused;
                emit m_session.changed();
            }
        });
    });
}

ServeSession::ServeSession(EngineLoader& loader, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader))
{
    const auto begin = [this] { m_implementation->beginWaiting(); };
    connect(&loader, &EngineLoader::imageReaderReady, this, begin);
    connect(&loader, &EngineLoader::computeEngineReady, this, begin);
    connect(&loader, &EngineLoader::failed, this, begin);
}

ServeSession::~ServeSession() = default;

void ServeSession::setModel(const std::shared_ptr<const Model>& model)
{
    m_implementation->setModel(model);
}

void ServeSession::start(std::uint16_t port)
{
    m_implementation->start(port);
}

void ServeSession::stop()
{
    m_implementation->stop();
}

const ServeState& ServeSession::state() const
{
    return m_implementation->state;
}

} // namespace saccade
