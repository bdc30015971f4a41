#include "engine/session/train_session.h"

#include <QPointer>

#include "engine/runs/start_point.h"
#include "engine/session/mailbox.h"
#include "engine/session/recorded_run.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

class TrainSession::Implementation final
{
public:
    Implementation(TrainSession& session, EngineLoader* loader, TrainerFactory factory);
    ~Implementation();

    void start(const TrainPlan& plan, const DataSet& dataSet, const std::filesystem::path& runsFolder);
    void requestStop();
    void readStartPoint(const std::filesystem::path& run);
    /// Begins the run that waits for the engine, if there is one and the engine is there, or is known to be missing.
    void beginWaiting();

    TrainState state = TrainState::Idle;
    TrainPlan plan;
    std::filesystem::path runFolder;

private:
    /// What a run needs, while it waits for the engine.
    struct Waiting
    {
        DataSet dataSet;
        std::filesystem::path runsFolder;
    };

    void setState(TrainState newState);
    void deliver(TrainMail&& mail);
    void end(const RunReport& report);
    [[nodiscard]] TrainMailWriter writer();
    void endWithout(EndReason reason, const std::optional<Error>& error);

    TrainSession& m_session;
    EngineLoader* m_loader;
    TrainerFactory m_factory;
    RunId m_run = 0;
    std::stop_source m_stop;
    std::optional<Waiting> m_waiting;
    Mailbox<TrainMail> m_mailbox;
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the two above
};

namespace {

Result<StartPoint> readStart(const std::filesystem::path& run)
{
    try {
        return loadStartPoint(run);
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

TrainSession::Implementation::Implementation(TrainSession& session, EngineLoader* loader, TrainerFactory factory)
    : m_session(session),
      m_loader(loader),
      m_factory(std::move(factory)),
      m_mailbox([this](TrainMail&& mail) { deliver(std::move(mail)); }),
      m_worker("saccade-train")
{}

TrainSession::Implementation::~Implementation()
{
    m_stop.request_stop();
}

TrainMailWriter TrainSession::Implementation::writer()
{
    return {m_run, [this](const std::function<void(TrainMail&)>& change) { m_mailbox.put(change); }};
}

void TrainSession::Implementation::setState(TrainState newState)
{
    if (state != newState) {
        state = newState;
        emit m_session.stateChanged(newState);
    }
}

void TrainSession::Implementation::start(const TrainPlan& newPlan, const DataSet& dataSet,
                                         const std::filesystem::path& runsFolder)
{
    ++m_run;
    m_stop = std::stop_source();
    plan = newPlan;
    runFolder.clear();
    m_waiting = Waiting{dataSet, runsFolder};
    setState(TrainState::Running);
    beginWaiting();
}

void TrainSession::Implementation::beginWaiting()
{
    if (!m_waiting) {
        return;
    }
    if (m_loader != nullptr && m_loader->computeEngine() == nullptr) {
        if (m_loader->computeEngineProblem()) {
            endWithout(EndReason::Failed, m_loader->computeEngineProblem());
        }
        return;
    }
    m_worker.post([writer = writer(), factory = m_factory, plan = plan, waiting = *std::exchange(m_waiting, {}),
                   stop = m_stop.get_token()]() mutable {
        runRecordedInto(writer, factory, plan, waiting.dataSet, waiting.runsFolder, stop);
    });
}

void TrainSession::Implementation::endWithout(EndReason reason, const std::optional<Error>& error)
{
    m_waiting.reset();
    RunReport report;
    report.reason = reason;
    report.error = error;
    writer().runEnded(report);
}

void TrainSession::Implementation::requestStop()
{
    if (state != TrainState::Running) {
        return;
    }
    m_stop.request_stop();
    if (m_waiting) {
        endWithout(EndReason::Stopped, {});
    }
    setState(TrainState::Stopping);
}

void TrainSession::Implementation::readStartPoint(const std::filesystem::path& run)
{
    m_worker.post([this, run] {
        m_inbox.post([this, start = readStart(run)] {
            if (start) {
                emit m_session.startPointRead(*start);
            } else {
                emit m_session.startPointFailed(start.error());
            }
        });
    });
}

void TrainSession::Implementation::deliver(TrainMail&& mail)
{
    if (mail.run != m_run || state == TrainState::Idle) {
        return;
    }
    if (mail.runFolder) {
        runFolder = *mail.runFolder;
    }
    if (mail.update.resolvedPlan) {
        plan = *mail.update.resolvedPlan;
    }
    const QPointer<TrainSession> guard(&m_session);
    emit m_session.updated(mail.update);
    if (guard && mail.end) {
        end(*mail.end);
    }
}

void TrainSession::Implementation::end(const RunReport& report)
{
    const QPointer<TrainSession> guard(&m_session);
    setState(TrainState::Idle); // first, so that whoever hears ended() may start the next run
    if (guard) {
        emit m_session.ended(report);
    }
}

TrainSession::TrainSession(EngineLoader& loader, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, &loader, [&loader] {
          return loader.computeEngine()->createTrainer();
      }))
{
    const auto begin = [this] { m_implementation->beginWaiting(); };
    connect(&loader, &EngineLoader::computeEngineReady, this, begin);
    connect(&loader, &EngineLoader::failed, this, begin);
}

TrainSession::TrainSession(TrainerFactory factory, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, nullptr, std::move(factory)))
{}

TrainSession::~TrainSession() = default;

void TrainSession::start(const TrainPlan& plan, const DataSet& dataSet, const std::filesystem::path& runsFolder)
{
    if (state() == TrainState::Idle) {
        m_implementation->start(plan, dataSet, runsFolder);
    }
}

void TrainSession::requestStop()
{
    m_implementation->requestStop();
}

void TrainSession::readStartPoint(const std::filesystem::path& run)
{
    m_implementation->readStartPoint(run);
}

TrainState TrainSession::state() const
{
    return m_implementation->state;
}

const TrainPlan& TrainSession::plan() const
{
    return m_implementation->plan;
}

const std::filesystem::path& TrainSession::runFolder() const
{
    return m_implementation->runFolder;
}

} // namespace saccade
