#include "engine/session/evaluate_session.h"

#include <stop_token>

#include "engine/session/answer_rules.h"
#include "engine/session/evaluation_cache.h"
#include "engine/session/model_trial.h"
#include "engine/session/run_evaluation.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {
constexpr std::size_t kCacheBytes = std::size_t{256} << 20;
} // namespace

class EvaluateSession::Implementation final
{
public:
    explicit Implementation(EvaluateSession& session) : m_session(session), m_worker("saccade-eval") {}
    ~Implementation() { m_stop.request_stop(); }

    template <typename Work>
    void begin(Work work);
    /// As begin(), unless the answer is known already; it comes later too, as any answer does.
    template <typename Work>
    void beginUnlessKept(Part part, std::int64_t step, EvaluationViews views, Work work);
    void lookOnTrial(Part part, EvaluationViews views);
    void answer(std::uint64_t ticket, const Result<Evaluation>& result);

    bool isBusy = false;
    Evaluation current;
    EvaluationCache cache{kCacheBytes}; // of the run of `current`

private:
    EvaluateSession& m_session;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    std::stop_source m_stop;    // of that request
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

template <typename Work>
void EvaluateSession::Implementation::begin(Work work)
{
    isBusy = true;
    m_worker.clear();
    m_stop.request_stop(); // nobody waits for what runs now
    m_stop = {};
    m_worker.post([this, work, ticket = ++m_ticket, stop = m_stop.get_token()] {
        const auto caught = [&]() -> Result<Evaluation> {
            try {
                return work(stop);
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
    beginUnlessKept(part, current.step, views, [before = current, part, views](const std::stop_token& stop) {
        return goOnTrial(before, part, views, stop);
    });
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
    m_implementation->begin([runFolder](const std::stop_token&) { return evaluateRun(runFolder); });
}

void EvaluateSession::openAt(const std::filesystem::path& runFolder, std::int64_t step)
{
    m_implementation->begin([runFolder, step](const std::stop_token&) { return evaluateRunAt(runFolder, step); });
}

void EvaluateSession::tryModel(const Model& model, const ComputeEngine& engine, const DataSet& dataSet)
{
    const auto trial = std::make_shared<const ModelTrial>(ModelTrial{model, dataSet, &engine});
    m_implementation->begin([trial](const std::stop_token& stop) { return beginTrial(trial, stop); });
}

void EvaluateSession::show(Part part)
{
    const Evaluation& current = m_implementation->current;
    if (current.trial) {
        m_implementation->lookOnTrial(part, EvaluationViews::Single);
    } else if (current.run) {
        m_implementation->begin(
            [run = m_implementation->current.run, part](const std::stop_token&) { return evaluateRun(run, part); });
    }
}

void EvaluateSession::showStep(std::int64_t step)
{
    const Evaluation& current = m_implementation->current;
    if (current.trial) {
        show(current.part); // its only step
    } else if (current.run) {
        m_implementation->beginUnlessKept(current.part, step, EvaluationViews::Single,
                                          [run = current.run, part = current.part, step](const std::stop_token&) {
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
        Part::Test, step, EvaluationViews::Single, [current, step, &engine, dataSet](const std::stop_token& stop) {
            return evaluateAgain(current, step, EvaluationViews::Single, engine, dataSet, stop);
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
                                      [current, views, &engine, dataSet](const std::stop_token& stop) {
                                          return evaluateAgain(current, current.step, views, engine, dataSet, stop);
                                      });
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
