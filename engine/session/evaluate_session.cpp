#include "engine/session/evaluate_session.h"

#include <QElapsedTimer>
#include <algorithm>
#include <stop_token>

#include "engine/session/answer_rules.h"
#include "engine/session/evaluation_cache.h"
#include "engine/session/mailbox.h"
#include "engine/session/model_trial.h"
#include "engine/session/run_evaluation.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {
constexpr std::size_t kCacheBytes = std::size_t{256} << 20;
constexpr double kLeastShare = 0.02; // before which nothing is said of the time left

struct LookProgress
{
    std::uint64_t ticket = 0;
    double share = 0;
};
} // namespace

class EvaluateSession::Implementation final
{
public:
    explicit Implementation(EvaluateSession& session)
        : m_session(session),
          m_progress([this](LookProgress&& progress) { showProgress(progress); }),
          m_worker("saccade-eval")
    {}
    ~Implementation() { m_stop.request_stop(); }

    template <typename Work>
    void begin(Work work);
    /// As begin(), unless the answer is known already; it comes later too, as any answer does.
    template <typename Work>
    void beginUnlessKept(Part part, std::int64_t step, EvaluationViews views, Work work);
    void lookOnTrial(Part part, EvaluationViews views);
    void answer(std::uint64_t ticket, const Result<Evaluation>& result);
    void cancel();

    bool isBusy = false;
    Evaluation current;
    EvaluationCache cache{kCacheBytes}; // of the run of `current`

private:
    /// Worker thread.
    void look(std::uint64_t ticket, double share);
    void showProgress(const LookProgress& progress);

    EvaluateSession& m_session;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    std::stop_source m_stop;    // of that request
    QElapsedTimer m_since;      // the first images of that request were looked at
    double m_firstShare = 0;    // what was done then
    UiInbox m_inbox;
    Mailbox<LookProgress> m_progress;
    WorkerThread m_worker; // last: it writes into the inbox
};

template <typename Work>
void EvaluateSession::Implementation::begin(Work work)
{
    isBusy = true;
    m_worker.clear();
    m_stop.request_stop(); // nobody waits for what runs now
    m_stop = {};
    m_since.invalidate();
    m_worker.post([this, work, ticket = ++m_ticket, stop = m_stop.get_token()] {
        const auto caught = [&]() -> Result<Evaluation> {
            try {
                return work({stop, [this, ticket](double share) { look(ticket, share); }});
            } catch (...) {
                return currentExceptionAsError();
            }
        };
        m_inbox.post([this, ticket, result = caught()] { answer(ticket, result); });
    });
}

template <typename Work>
void EvaluateSession::Implementation::beginUnlessKept(Part part, std::int64_t step, EvaluationViews views, Work work)
{
    std::optional<Evaluation> kept = cache.find(part, step, views);
    if (!kept) {
        begin(std::move(work));
        return;
    }
    isBusy = true;
    m_worker.clear();
    m_stop.request_stop();
    kept->testOpenings = current.testOpenings; // may be more by now
    m_inbox.post([this, ticket = ++m_ticket, result = Result<Evaluation>(*kept)] { answer(ticket, result); });
}

void EvaluateSession::Implementation::lookOnTrial(Part part, EvaluationViews views)
{
    beginUnlessKept(part, current.step, views, [before = current, part, views](const EvaluationWatch& watch) {
        return goOnTrial(before, part, views, watch);
    });
}

void EvaluateSession::Implementation::look(std::uint64_t ticket, double share)
{
    m_progress.put([&](LookProgress& progress) {
        if (ticket >= progress.ticket) {
            progress = {ticket, ticket == progress.ticket ? std::max(share, progress.share) : share};
        }
    });
}

void EvaluateSession::Implementation::showProgress(const LookProgress& progress)
{
    if (progress.ticket != m_ticket || !isBusy) {
        return;
    }
    if (!m_since.isValid()) {
        m_since.start();
        m_firstShare = progress.share;
    }
    const double done = progress.share - m_firstShare;
    const double seconds = static_cast<double>(m_since.elapsed()) / 1000;
    emit m_session.progressed(progress.share, done > kLeastShare ? seconds * (1 - progress.share) / done : -1);
}

void EvaluateSession::Implementation::cancel()
{
    if (!std::exchange(isBusy, false)) {
        return;
    }
    ++m_ticket;
    m_worker.clear();
    m_stop.request_stop();
    emit m_session.failed({ErrorCode::Cancelled, {}, {}});
}

void EvaluateSession::Implementation::answer(std::uint64_t ticket, const Result<Evaluation>& result)
{
    if (ticket != m_ticket) {
        return;
    }
    isBusy = false;
    if (!result) {
        emit m_session.failed(result.error());
        return;
    }
    if (result->trial) {
        m_session.answerRules().close({1, result->trial->model.rejectThreshold});
    } else if (current.run == nullptr || current.trial || current.run->path != result->run->path) {
        m_session.answerRules().open(result->run->path);
    }
    if (result->run != current.run) {
        cache.clear();
    }
    current = *result;
    cache.put(current);
    emit m_session.opened(*result);
}

EvaluateSession::EvaluateSession(QObject* parent)
    : QObject(parent), m_answerRules(new AnswerRules(this)), m_implementation(std::make_unique<Implementation>(*this))
{}

EvaluateSession::~EvaluateSession() = default;

void EvaluateSession::open(const std::filesystem::path& runFolder)
{
    m_implementation->begin([runFolder](const EvaluationWatch&) { return evaluateRun(runFolder); });
}

void EvaluateSession::openAt(const std::filesystem::path& runFolder, std::int64_t step)
{
    m_implementation->begin([runFolder, step](const EvaluationWatch&) { return evaluateRunAt(runFolder, step); });
}

void EvaluateSession::tryModel(const Model& model, const ComputeEngine& engine, const DataSet& dataSet)
{
    const auto trial = std::make_shared<const ModelTrial>(ModelTrial{model, dataSet, &engine});
    m_implementation->begin([trial](const EvaluationWatch& watch) { return beginTrial(trial, watch); });
}

void EvaluateSession::show(Part part)
{
    const Evaluation& current = m_implementation->current;
    if (current.trial) {
        m_implementation->lookOnTrial(part, EvaluationViews::Single);
    } else if (current.run) {
        m_implementation->begin(
            [run = m_implementation->current.run, part](const EvaluationWatch&) { return evaluateRun(run, part); });
    }
}

void EvaluateSession::showStep(std::int64_t step)
{
    const Evaluation& current = m_implementation->current;
    if (current.trial) {
        show(current.part); // its only step
    } else if (current.run) {
        m_implementation->beginUnlessKept(current.part, step, EvaluationViews::Single,
                                          [run = current.run, part = current.part, step](const EvaluationWatch&) {
                                              return evaluateStep(run, part, step);
                                          });
    }
}

void EvaluateSession::openCheckpoint(std::int64_t step, const ComputeEngine& engine, const DataSet& dataSet)
{
    const Evaluation& current = m_implementation->current;
    if (current.trial) {
        show(current.part); // its only step
        return;
    }
    if (!current.run || current.part != Part::Test || step == current.run->report->bestStep) {
        showStep(step); // recorded
        return;
    }
    m_implementation->beginUnlessKept(
        Part::Test, step, EvaluationViews::Single, [current, step, &engine, dataSet](const EvaluationWatch& watch) {
            return evaluateAgain(current, step, EvaluationViews::Single, engine, dataSet, watch);
        });
}

void EvaluateSession::lookAgain(EvaluationViews views, const ComputeEngine& engine, const DataSet& dataSet)
{
    const Evaluation& current = m_implementation->current;
    if (current.trial) {
        m_implementation->lookOnTrial(current.part, views);
        return;
    }
    if (!current.run || views == EvaluationViews::Single) {
        openCheckpoint(current.step, engine, dataSet);
        return;
    }
    m_implementation->beginUnlessKept(current.part, current.step, views,
                                      [current, views, &engine, dataSet](const EvaluationWatch& watch) {
                                          return evaluateAgain(current, current.step, views, engine, dataSet, watch);
                                      });
}

void EvaluateSession::cancel()
{
    m_implementation->cancel();
}

bool EvaluateSession::isBusy() const
{
    return m_implementation->isBusy;
}

const Evaluation& EvaluateSession::evaluation() const
{
    return m_implementation->current;
}

} // namespace saccade
