#include "engine/session/class_maps_session.h"

#include <optional>
#include <stop_token>

#include "engine/session/run_evaluation.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

class ClassMapsSession::Implementation final
{
public:
    explicit Implementation(ClassMapsSession& session) : m_session(session), m_worker("saccade-maps") {}
    ~Implementation() { m_stop.request_stop(); }

    void compute(const ClassMapsRequest& request, const ComputeEngine& engine);
    void cancel();

    bool isBusy = false;

private:
    /// Worker thread.
    [[nodiscard]] std::optional<Error> prepare(const ClassMapsRequest& request, const ComputeEngine& engine);
    [[nodiscard]] std::optional<Error> explainAll(const ClassMapsRequest& request, std::uint64_t ticket,
                                                  const std::stop_token& stop);
    void end(std::uint64_t ticket, const std::optional<Error>& problem);

    ClassMapsSession& m_session;
    std::uint64_t m_ticket = 0;             // of the newest request: answers to older ones are dropped
    std::stop_source m_stop;                // of the newest request
    std::shared_ptr<const RunFolder> m_run; // of m_predictor; the worker's, as the next two
    std::int64_t m_step = 0;
    std::unique_ptr<Predictor> m_predictor; // kept from class to class
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void ClassMapsSession::Implementation::cancel()
{
    ++m_ticket;
    m_worker.clear();
    m_stop.request_stop();
    m_stop = {};
    isBusy = false;
}

void ClassMapsSession::Implementation::compute(const ClassMapsRequest& request, const ComputeEngine& engine)
{
    cancel();
    isBusy = true;
    m_worker.post([this, request, &engine, ticket = m_ticket, stop = m_stop.get_token()] {
        std::optional<Error> problem;
        try {
            problem = prepare(request, engine);
            problem = problem ? problem : explainAll(request, ticket, stop);
        } catch (...) {
            problem = currentExceptionAsError();
        }
        m_inbox.post([this, ticket, problem] { end(ticket, problem); });
    });
}

std::optional<Error> ClassMapsSession::Implementation::prepare(const ClassMapsRequest& request,
                                                               const ComputeEngine& engine)
{
    if (request.dataSet.id != request.run->plan.data.id) {
        return Error{ErrorCode::ClassesDisagree, "another data set than the run's", request.dataSet.source};
    }
    if (m_predictor != nullptr && m_run == request.run && m_step == request.step) {
        return std::nullopt;
    }
    m_predictor.reset();
    const Result<NamedTensors> kept = request.tensors ? NamedTensors() : loadWeightsAt(*request.run, request.step);
    if (!kept) {
        return kept.error();
    }
    Result<std::unique_ptr<Predictor>> predictor =
        engine.createPredictor(request.run->plan.network, request.tensors ? *request.tensors : *kept);
    if (!predictor) {
        return predictor.error();
    }
    m_predictor = std::move(predictor).value();
    m_run = request.run;
    m_step = request.step;
    return std::nullopt;
}

std::optional<Error> ClassMapsSession::Implementation::explainAll(const ClassMapsRequest& request, std::uint64_t ticket,
                                                                  const std::stop_token& stop)
{
    for (std::size_t place = 0; place < request.images.size() && !stop.stop_requested(); ++place) {
        const auto image = static_cast<std::size_t>(request.images[place]);
        if (image >= request.dataSet.count()) {
            return Error{ErrorCode::ClassesDisagree, "fewer images than the run's", request.dataSet.source};
        }
        Result<HeatMap> map =
            m_predictor->explain(request.dataSet.pixels->image(image), request.classIndex, request.method);
        if (!map) {
            return map.error();
        }
        m_inbox.post([this, ticket, place, map = std::move(map).value()] {
            if (ticket == m_ticket) {
                emit m_session.mapped(static_cast<int>(place), map);
            }
        });
    }
    return std::nullopt;
}

void ClassMapsSession::Implementation::end(std::uint64_t ticket, const std::optional<Error>& problem)
{
    if (ticket != m_ticket) {
        return;
    }
    isBusy = false;
    if (problem) {
        emit m_session.failed(*problem);
    } else {
        emit m_session.finished();
    }
}

ClassMapsSession::ClassMapsSession(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

ClassMapsSession::~ClassMapsSession() = default;

void ClassMapsSession::compute(const ClassMapsRequest& request, const ComputeEngine& engine)
{
    m_implementation->compute(request, engine);
}

void ClassMapsSession::cancel()
{
    m_implementation->cancel();
}

bool ClassMapsSession::isBusy() const
{
    return m_implementation->isBusy;
}

} // namespace saccade
