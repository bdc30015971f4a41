#include "engine/session/figures_session.h"

#include <stop_token>

#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

/// Shared, so that handing it to the window copies nothing large.
template <typename Value>
Result<std::shared_ptr<const Value>> shared(Result<Value> value)
{
    if (!value) {
        return value.error();
    }
    return std::make_shared<const Value>(std::move(value).value());
}

} // namespace

class FiguresSession::Implementation final
{
public:
    explicit Implementation(FiguresSession& session)
        : m_session(session), m_figures("saccade-figures"), m_curves("saccade-curves")
    {}
    ~Implementation() { m_stop.request_stop(); }

    void compute(const Evaluation& evaluation, const DataSet& dataSet);
    void computeCurve(const std::shared_ptr<const PredictionTable>& predictions, int label);

    bool isBusy = false;

private:
    FiguresSession& m_session;
    std::uint64_t m_ticket = 0; // of the newest figures, as m_curveTicket: answers to older ones are dropped
    std::uint64_t m_curveTicket = 0;
    std::stop_source m_stop; // of the newest figures
    UiInbox m_inbox;
    WorkerThread m_figures; // last: they write into the inbox
    WorkerThread m_curves;  // of its own, so that a curve need not wait for the figures
};

void FiguresSession::Implementation::compute(const Evaluation& evaluation, const DataSet& dataSet)
{
    isBusy = true;
    ++m_curveTicket;
    m_figures.clear();
    m_stop.request_stop();
    m_stop = {};
    m_figures.post([this, evaluation, dataSet, ticket = ++m_ticket, stop = m_stop.get_token()] {
        const auto caught = [&]() -> Result<EvaluationFigures> {
            try {
                return computeFigures(evaluation, dataSet, stop);
            } catch (...) {
                return currentExceptionAsError();
            }
        };
        m_inbox.post([this, ticket, result = shared(caught())] {
            if (ticket != m_ticket) {
                return;
            }
            isBusy = false;
            if (result) {
                emit m_session.computed(*result);
            } else {
                emit m_session.failed(result.error());
            }
        });
    });
}

void FiguresSession::Implementation::computeCurve(const std::shared_ptr<const PredictionTable>& predictions, int label)
{
    m_curves.clear();
    m_curves.post([this, predictions, label, ticket = ++m_curveTicket] {
        const auto caught = [&]() -> Result<ClassCurve> {
            try {
                return computeClassCurve(*predictions, label);
            } catch (...) {
                return currentExceptionAsError();
            }
        };
        m_inbox.post([this, ticket, result = shared(caught())] {
            if (ticket != m_curveTicket) {
                return;
            }
            if (result) {
                emit m_session.curveComputed(*result);
            } else {
                emit m_session.failed(result.error());
            }
        });
    });
}

FiguresSession::FiguresSession(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

FiguresSession::~FiguresSession() = default;

void FiguresSession::compute(const Evaluation& evaluation, const DataSet& dataSet)
{
    m_implementation->compute(evaluation, dataSet);
}

void FiguresSession::computeCurve(const std::shared_ptr<const PredictionTable>& predictions, int label)
{
    m_implementation->computeCurve(predictions, label);
}

bool FiguresSession::isBusy() const
{
    return m_implementation->isBusy;
}

} // namespace saccade
