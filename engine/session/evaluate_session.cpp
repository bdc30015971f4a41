#include "engine/session/evaluate_session.h"

#include <stop_token>

#include "engine/session/answer_rules.h"
#include "engine/session/run_evaluation.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

class EvaluateSession::Implementation final
{
public:
    explicit Implementation(EvaluateSession& session) : m_session(session), m_worker("saccade-eval") {}
    ~Implementation() { m_stop.request_stop(); }

    template <typename Work>
    void begin(Work work);
    void answer(std::uint64_t ticket, const Result<Evaluation>& result);

    bool isBusy = false;
    Evaluation current;

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
    if (current.run == nullptr || current.run->path != result->run->path) {
        m_session.answerRules().open(result->run->path);
    }
    current = *result;
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

void EvaluateSession::show(Part part)
{
    if (m_implementation->current.run) {
        m_implementation->begin(
            [run = m_implementation->current.run, part](const std::stop_token&) { return evaluateRun(run, part); });
    }
}

void EvaluateSession::lookAgain(EvaluationViews views, const ComputeEngine& engine, const DataSet& dataSet)
{
    const Evaluation& current = m_implementation->current;
    if (!current.run || views == EvaluationViews::Single) {
        show(current.part);
        return;
    }
    m_implementation->begin([current, views, &engine, dataSet](const std::stop_token& stop) {
        return evaluateAgain(current, views, engine, dataSet, stop);
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
