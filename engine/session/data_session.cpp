#include "engine/session/data_session.h"

#include <QPointer>
#include <stop_token>

#include "engine/session/changes_keeper.h"
#include "engine/session/mailbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

/// The data set as its source gave it, but for a person's changes, and with its parts assigned.
struct Opened
{
    OpenRequest request;
    DataSet source;
    DataSet divided;
    SplitRule rule;
};

Result<Opened> openWith(const ImageReader& reader, const OpenRequest& request, const SplitRule& rule,
                        const std::filesystem::path& changesFolder, const std::stop_token& stop,
                        const std::function<void(const OpenProgress&)>& progress)
{
    try {
        Result<DataSet> source = reader.open(request, stop, progress);
        if (!source) {
            return source.error();
        }
        Result<DataChanges> changes = loadKeptChanges(source->source, changesFolder);
        if (!changes) {
            return changes.error();
        }
        const DataSet changed = withChanges(*source, *std::move(changes));
        return Opened{request, changed, withSplit(changed, rule), rule};
    } catch (...) {
        return currentExceptionAsError();
    }
}

Result<Opened> divide(const OpenRequest& request, const DataSet& source, const SplitRule& rule)
{
    try {
        return Opened{request, source, withSplit(source, rule), rule};
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class DataSession::Implementation final
{
public:
    Implementation(DataSession& session, EngineLoader& loader, const std::filesystem::path& changesFolder);
    ~Implementation();

    void open(const OpenRequest& request);
    /// Begins the request that waits for the image reader, if it came or is known to be missing.
    void beginWaiting();
    void split();
    void change(const DataChanges& changes);
    void cancel();

    bool isBusy = false;
    Opened current;
    SplitRule rule; ///< asked for last; that of `current` when not busy

private:
    using Ticket = std::uint64_t;
    struct Progress
    {
        Ticket ticket = 0;
        OpenProgress value;
    };

    [[nodiscard]] Ticket begin();
    void divideAnew(const OpenRequest& request, const DataSet& source);
    void answer(Ticket ticket, Result<Opened> opened);
    void postAnswer(Ticket ticket, Result<Opened> opened);
    void finish(Result<Opened> opened);

    DataSession& m_session;
    EngineLoader& m_loader;
    Ticket m_ticket = 0; // of the newest request: answers to older ones are dropped
    std::stop_source m_stop;
    std::optional<OpenRequest> m_waiting;
    bool m_isOpening = false; // busy with another set, not with the open one
    ChangesKeeper m_keeper;
    UiInbox m_inbox;
    Mailbox<Progress> m_progress;
    WorkerThread m_worker; // last: it writes into the two above
};

DataSession::Implementation::Implementation(DataSession& session, EngineLoader& loader,
                                            const std::filesystem::path& changesFolder)
    : m_session(session),
      m_loader(loader),
      m_keeper(changesFolder, [this](const Error& error) { emit m_session.changesNotKept(error); }),
      m_progress([this](Progress&& progress) {
          if (isBusy && progress.ticket == m_ticket && !m_stop.stop_requested()) {
              emit m_session.progressed(progress.value);
          }
      }),
      m_worker("saccade-data")
{}

DataSession::Implementation::~Implementation()
{
    m_stop.request_stop();
}

DataSession::Implementation::Ticket DataSession::Implementation::begin()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_worker.clear();
    isBusy = true;
    return ++m_ticket;
}

void DataSession::Implementation::open(const OpenRequest& request)
{
    (void)begin();
    m_isOpening = true;
    m_waiting = request;
    const QPointer<DataSession> guard(&m_session);
    emit m_session.started(QString::fromStdString(request.source));
    if (guard) {
        beginWaiting();
    }
}

void DataSession::Implementation::beginWaiting()
{
    const ImageReader* reader = m_loader.imageReader();
    if (!m_waiting || (reader == nullptr && !m_loader.imageReaderProblem())) {
        return;
    }
    const OpenRequest request = *std::exchange(m_waiting, {});
    if (reader == nullptr) {
        postAnswer(m_ticket, *m_loader.imageReaderProblem());
        return;
    }
    m_worker.post(
        [this, reader, request, rule = rule, folder = m_keeper.folder(), ticket = m_ticket, stop = m_stop.get_token()] {
            const auto progress = [&](const OpenProgress& value) {
                m_progress.put([&](Progress& waiting) { waiting = {ticket, value}; });
            };
            postAnswer(ticket, openWith(*reader, request, rule, folder, stop, progress));
        });
}

void DataSession::Implementation::split()
{
    if (isBusy || current.source.count() == 0) {
        return; // what is awaited meets the newer rule
    }
    divideAnew(current.request, current.source);
}

void DataSession::Implementation::change(const DataChanges& changes)
{
    if (m_isOpening || current.source.count() == 0) {
        return;
    }
    current.source = withChanges(current.source, changes);
    m_keeper.keep(current.source.source, current.source.changes);
    divideAnew(current.request, current.source);
}

void DataSession::Implementation::divideAnew(const OpenRequest& request, const DataSet& source)
{
    const Ticket ticket = begin();
    m_worker.post([this, request, source, rule = rule, ticket] { postAnswer(ticket, divide(request, source, rule)); });
}

void DataSession::Implementation::cancel()
{
    if (!isBusy) {
        return;
    }
    m_stop.request_stop();
    if (m_waiting) {
        m_waiting.reset();
        postAnswer(m_ticket, Error{ErrorCode::Cancelled, {}, {}});
    }
}

void DataSession::Implementation::postAnswer(Ticket ticket, Result<Opened> opened)
{
    m_inbox.post([this, ticket, opened = std::move(opened)] { answer(ticket, opened); });
}

void DataSession::Implementation::answer(Ticket ticket, Result<Opened> opened)
{
    if (ticket != m_ticket || !isBusy) {
        return;
    }
    if (m_stop.stop_requested()) {
        opened = Error{ErrorCode::Cancelled, {}, {}}; // the set may have been complete when the user cancelled
    }
    if (opened && opened->rule != rule) {
        divideAnew(opened->request, opened->source);
        return;
    }
    finish(std::move(opened));
}

void DataSession::Implementation::finish(Result<Opened> opened)
{
    isBusy = false;
    m_isOpening = false;
    if (!opened) {
        rule = current.rule;
        emit m_session.failed(opened.error());
        return;
    }
    current = std::move(opened).value();
    const DataSet dataSet = current.divided; // a slot may open the next one
    emit m_session.opened(dataSet);
}

DataSession::DataSession(EngineLoader& loader, const std::filesystem::path& changesFolder, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader, changesFolder))
{
    const auto begin = [this] { m_implementation->beginWaiting(); };
    connect(&loader, &EngineLoader::imageReaderReady, this, begin);
    connect(&loader, &EngineLoader::failed, this, begin);
}

DataSession::~DataSession() = default;

void DataSession::open(const OpenRequest& request, const SplitRule& rule)
{
    m_implementation->rule = rule;
    m_implementation->open(request);
}

void DataSession::setSplit(const SplitRule& rule)
{
    m_implementation->rule = rule;
    m_implementation->split();
}

void DataSession::setChanges(const DataChanges& changes)
{
    m_implementation->change(changes);
}

void DataSession::cancel()
{
    m_implementation->cancel();
}

bool DataSession::isBusy() const
{
    return m_implementation->isBusy;
}

const DataSet& DataSession::dataSet() const
{
    return m_implementation->current.divided;
}

const SplitRule& DataSession::splitRule() const
{
    return m_implementation->rule;
}

const OpenRequest& DataSession::request() const
{
    return m_implementation->current.request;
}

} // namespace saccade
