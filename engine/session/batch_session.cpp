#include "engine/session/batch_session.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "engine/base/atomic_file.h"
#include "engine/session/file_classifier.h"
#include "engine/session/image_classifier.h"
#include "engine/session/image_files.h"
#include "engine/session/mailbox.h"
#include "engine/session/prediction_csv.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

/// What waits for the window.
struct BatchMail
{
    BatchProgress progress; // the newest
    std::vector<Error> problems;
    std::optional<Error> error;
    bool isEnd = false;
    bool isCancelled = false;
};

/// One folder from start to end, on the worker thread.
class BatchJob final
{
public:
    BatchJob(const BatchRequest& request, const ClassifierModules& modules, std::stop_token stop,
             Mailbox<BatchMail>& mailbox)
        : m_request(request), m_modules(modules), m_stop(std::move(stop)), m_mailbox(mailbox)
    {}

    /// Cancelled counts as success: the table is there.
    Result<void> run();
    [[nodiscard]] bool isCancelled() const { return m_isCancelled; }

private:
    [[nodiscard]] Result<std::unique_ptr<Predictor>> makePredictor() const;
    Result<void> classify(Predictor& predictor, const FoundImages& found);
    void tell(std::optional<Error> problem);

    const BatchRequest& m_request;
    const ClassifierModules& m_modules;
    std::stop_token m_stop;
    Mailbox<BatchMail>& m_mailbox;
    BatchProgress m_progress;
    Clock::time_point m_start;
    bool m_isCancelled = false;
};

Result<std::unique_ptr<Predictor>> BatchJob::makePredictor() const
{
    const Error missing{ErrorCode::EngineMissing, {}, {}};
    if (m_modules.reader == nullptr) {
        return m_modules.readerProblem.value_or(missing);
    }
    if (m_modules.engine == nullptr) {
        return m_modules.engineProblem.value_or(missing);
    }
    if (!m_request.model || m_request.model->network.nodes.empty() || !m_request.model->tensors) {
        return Error{ErrorCode::RunInvalid, "no network was chosen", {}};
    }
    return m_modules.engine->createPredictor(m_request.model->network, *m_request.model->tensors);
}

Result<void> BatchJob::run()
{
    const Result<std::unique_ptr<Predictor>> predictor = makePredictor();
    if (!predictor) {
        return predictor.error();
    }
    const FoundImages found = findImageFiles({m_request.folder.native()});
    if (found.files.empty()) {
        return found.problems.empty() ? Error{ErrorCode::DataSetEmpty, {}, m_request.folder} : found.problems.front();
    }
    return classify(**predictor, found);
}

Result<void> BatchJob::classify(Predictor& predictor, const FoundImages& found)
{
    const Model& model = *m_request.model;
    const int top = std::min(m_request.top, static_cast<int>(model.classNames.size()));
    m_progress.total = found.files.size();
    m_start = Clock::now();
    m_mailbox.put([&](BatchMail& mail) {
        mail.progress = m_progress;
        mail.problems = found.problems;
    });
    AtomicFile csv(m_request.csv);
    Result<void> written = csv.append(predictionCsvHead(top));
    std::stop_source broken; // a disk that takes no more ends the work too
    const std::stop_callback stopping(m_stop, [&broken] { broken.request_stop(); });
    const FileClassifier how{
        m_modules.reader, &predictor, {model.network.input().size, model.resize}, model.classNames.size()};
    const Result<void> done = classifyFiles(
        found.files, how, broken.get_token(),
        [&](const std::filesystem::path& file, const Result<std::vector<float>>& answer) {
            const auto best = answer ? Result<std::vector<ClassProbability>>(topClasses(model.classNames, *answer, top))
                                     : Result<std::vector<ClassProbability>>(answer.error());
            written = csv.append(predictionCsvLine(file, best, model.rejectThreshold, top));
            if (!written) {
                broken.request_stop();
            }
            tell(answer ? std::nullopt : std::optional(Error{answer.error().code, answer.error().detail, file}));
        });
    m_isCancelled = !done && m_stop.stop_requested();
    return written ? csv.commit() : written;
}

void BatchJob::tell(std::optional<Error> problem)
{
    ++m_progress.done;
    const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    const std::size_t left = m_progress.total - m_progress.done;
    m_progress.secondsLeft = seconds * static_cast<double>(left) / static_cast<double>(m_progress.done);
    m_mailbox.put([&](BatchMail& mail) {
        mail.progress = m_progress;
        if (problem) {
            mail.problems.push_back(std::move(*problem));
        }
    });
}

} // namespace

class BatchSession::Implementation final
{
public:
    Implementation(BatchSession& session, EngineLoader& loader)
        : m_session(session),
          m_loader(loader),
          m_mailbox([this](BatchMail&& mail) { deliver(std::move(mail)); }),
          m_worker("saccade-batch", kBackgroundNiceness)
    {}
    ~Implementation() { m_stop.request_stop(); }

    void start(const BatchRequest& newRequest);
    void cancel();
    /// Begins what waits for the modules, once both came or are known to be missing.
    void beginWaiting();

    bool isBusy = false;
    bool isCancelled = false;
    BatchRequest request;
    BatchProgress progress;
    std::vector<Error> problems;
    std::optional<Error> error;

private:
    void deliver(BatchMail&& mail);

    BatchSession& m_session;
    EngineLoader& m_loader;
    bool m_isWaiting = false;
    std::stop_source m_stop;
    Mailbox<BatchMail> m_mailbox;
    WorkerThread m_worker; // last: it writes into the mailbox
};

void BatchSession::Implementation::start(const BatchRequest& newRequest)
{
    request = newRequest;
    progress = {};
    problems.clear();
    error.reset();
    isCancelled = false;
    isBusy = true;
    m_isWaiting = true;
    m_stop = std::stop_source();
    emit m_session.started();
    beginWaiting();
}

void BatchSession::Implementation::beginWaiting()
{
    const bool isReaderSettled = m_loader.imageReader() != nullptr || m_loader.imageReaderProblem();
    const bool isEngineSettled = m_loader.computeEngine() != nullptr || m_loader.computeEngineProblem();
    if (!m_isWaiting || !isReaderSettled || !isEngineSettled) {
        return;
    }
    m_isWaiting = false;
    const ClassifierModules modules{m_loader.imageReader(), m_loader.computeEngine(), m_loader.imageReaderProblem(),
                                    m_loader.computeEngineProblem()};
    m_worker.post([this, modules, request = request, stop = m_stop.get_token()] {
        std::optional<Error> problem;
        BatchJob job(request, modules, stop, m_mailbox);
        try {
            const Result<void> done = job.run();
            problem = done ? std::nullopt : std::optional(done.error());
        } catch (...) {
            problem = currentExceptionAsError();
        }
        m_mailbox.put([&](BatchMail& mail) {
            mail.error = problem;
            mail.isCancelled = job.isCancelled();
            mail.isEnd = true;
        });
    });
}

void BatchSession::Implementation::cancel()
{
    if (!isBusy) {
        return;
    }
    m_stop.request_stop();
    if (m_isWaiting) {
        m_isWaiting = false;
        m_mailbox.put([](BatchMail& mail) {
            mail.error = Error{ErrorCode::Cancelled, {}, {}};
            mail.isCancelled = true;
            mail.isEnd = true;
        });
    }
}

void BatchSession::Implementation::deliver(BatchMail&& mail)
{
    if (mail.progress.total > 0) {
        progress = mail.progress;
    }
    problems.insert(problems.end(), std::make_move_iterator(mail.problems.begin()),
                    std::make_move_iterator(mail.problems.end()));
    if (!mail.isEnd) {
        emit m_session.progressed();
        return;
    }
    isBusy = false;
    isCancelled = mail.isCancelled;
    error = std::move(mail.error);
    emit m_session.ended();
}

BatchSession::BatchSession(EngineLoader& loader, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader))
{
    const auto begin = [this] { m_implementation->beginWaiting(); };
    connect(&loader, &EngineLoader::imageReaderReady, this, begin);
    connect(&loader, &EngineLoader::computeEngineReady, this, begin);
    connect(&loader, &EngineLoader::failed, this, begin);
}

BatchSession::~BatchSession() = default;

void BatchSession::start(const BatchRequest& request)
{
    if (!isBusy()) {
        m_implementation->start(request);
    }
}

void BatchSession::cancel()
{
    m_implementation->cancel();
}

bool BatchSession::isBusy() const
{
    return m_implementation->isBusy;
}

bool BatchSession::isCancelled() const
{
    return m_implementation->isCancelled;
}

const BatchRequest& BatchSession::request() const
{
    return m_implementation->request;
}

const BatchProgress& BatchSession::progress() const
{
    return m_implementation->progress;
}

const std::vector<Error>& BatchSession::problems() const
{
    return m_implementation->problems;
}

const std::optional<Error>& BatchSession::error() const
{
    return m_implementation->error;
}

} // namespace saccade
