#include "engine/session/export_session.h"

#include <algorithm>

#include "engine/session/export_job.h"
#include "engine/session/late_modules.h"
#include "engine/session/mailbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

/// What waits for the window.
struct ExportMail
{
    std::uint64_t ticket = 0;
    std::optional<ExportProgress> progress; // the newest
    std::vector<ExportOutcome> outcomes;
    bool isEnd = false;
};

template <typename Module>
Result<const Module*> moduleOr(const Module* module, const std::optional<Error>& problem)
{
    return module != nullptr ? Result<const Module*>(module)
                             : problem.value_or(Error{ErrorCode::EngineMissing, {}, {}});
}

} // namespace

class ExportSession::Implementation final
{
public:
    Implementation(ExportSession& session, EngineLoader& loader, OpenerSource openers)
        : m_session(session),
          m_loader(loader),
          m_openers(std::move(openers)),
          m_mailbox([this](ExportMail&& mail) { deliver(std::move(mail)); }),
          m_worker("saccade-export", kBackgroundNiceness)
    {}
    ~Implementation() { m_stop.request_stop(); }

    void start(const ExportRequest& newRequest);
    void cancel();
    /// Begins what waits for the modules, once both came or are known to be missing.
    void beginWaiting();

    bool isBusy = false;
    ExportRequest request;
    ExportProgress progress;
    std::vector<ExportOutcome> outcomes;

private:
    void deliver(ExportMail&& mail);
    void keep(const ExportOutcome& outcome);

    ExportSession& m_session;
    EngineLoader& m_loader;
    OpenerSource m_openers;
    std::uint64_t m_ticket = 0; // of the newest request
    bool m_isWaiting = false;
    std::stop_source m_stop;
    Mailbox<ExportMail> m_mailbox;
    WorkerThread m_worker; // last: it writes into the mailbox
};

void ExportSession::Implementation::start(const ExportRequest& newRequest)
{
    request = newRequest;
    progress = {};
    isBusy = true;
    m_isWaiting = true;
    m_stop = std::stop_source();
    ++m_ticket;
    emit m_session.started();
    beginWaiting();
}

void ExportSession::Implementation::beginWaiting()
{
    const bool isReaderSettled = m_loader.imageReader() != nullptr || m_loader.imageReaderProblem();
    const bool isEngineSettled = m_loader.computeEngine() != nullptr || m_loader.computeEngineProblem();
    if (!m_isWaiting || !isReaderSettled || !isEngineSettled) {
        return;
    }
    m_isWaiting = false;
    const ExportModules modules{moduleOr(m_loader.imageReader(), m_loader.imageReaderProblem()),
                                moduleOr(m_loader.computeEngine(), m_loader.computeEngineProblem())};
    m_worker.post([this, modules, request = request, ticket = m_ticket, stop = m_stop.get_token()] {
        const auto put = [this, ticket](auto change) {
            m_mailbox.put([&](ExportMail& mail) {
                mail.ticket = ticket;
                change(mail);
            });
        };
        const ExportTelling telling{
            [&put](const ExportProgress& now) { put([&now](ExportMail& mail) { mail.progress = now; }); },
            [&put](const ExportOutcome& outcome) {
                put([&outcome](ExportMail& mail) { mail.outcomes.push_back(outcome); });
            }};
        runExport(request, modules, m_openers, stop, telling);
        put([](ExportMail& mail) { mail.isEnd = true; });
    });
}

void ExportSession::Implementation::cancel()
{
    if (!isBusy) {
        return;
    }
    m_stop.request_stop();
    if (m_isWaiting) {
        m_isWaiting = false;
        m_mailbox.put([ticket = m_ticket](ExportMail& mail) {
            mail.ticket = ticket;
            mail.isEnd = true;
        });
    }
}

void ExportSession::Implementation::deliver(ExportMail&& mail)
{
    for (const ExportOutcome& outcome : mail.outcomes) {
        keep(outcome);
    }
    if (mail.progress && !mail.isEnd) {
        progress = *mail.progress;
        emit m_session.progressed(progress);
    }
    for (const ExportOutcome& outcome : mail.outcomes) {
        emit m_session.finished(outcome);
    }
    if (mail.isEnd) {
        isBusy = false;
        emit m_session.ended(m_stop.stop_requested());
    }
}

void ExportSession::Implementation::keep(const ExportOutcome& outcome)
{
    const auto old = std::find_if(outcomes.begin(), outcomes.end(), [&outcome](const ExportOutcome& other) {
        return other.run->path == outcome.run->path && other.weights == outcome.weights &&
               other.format == outcome.format;
    });
    if (old != outcomes.end()) {
        *old = outcome;
    } else {
        outcomes.push_back(outcome);
    }
}

ExportSession::ExportSession(EngineLoader& loader, QObject* parent)
    : ExportSession(loader, loadExportedNetworkOpener, parent)
{}

ExportSession::ExportSession(EngineLoader& loader, OpenerSource openers, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader, std::move(openers)))
{
    const auto begin = [this] { m_implementation->beginWaiting(); };
    connect(&loader, &EngineLoader::imageReaderReady, this, begin);
    connect(&loader, &EngineLoader::computeEngineReady, this, begin);
    connect(&loader, &EngineLoader::failed, this, begin);
}

ExportSession::~ExportSession() = default;

void ExportSession::start(const ExportRequest& request)
{
    if (!isBusy()) {
        m_implementation->start(request);
    }
}

void ExportSession::cancel()
{
    m_implementation->cancel();
}

bool ExportSession::isBusy() const
{
    return m_implementation->isBusy;
}

const ExportRequest& ExportSession::request() const
{
    return m_implementation->request;
}

const ExportProgress& ExportSession::progress() const
{
    return m_implementation->progress;
}

const std::vector<ExportOutcome>& ExportSession::outcomes() const
{
    return m_implementation->outcomes;
}

} // namespace saccade
