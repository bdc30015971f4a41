#include "engine/session/predict_session.h"

#include <atomic>

#include "engine/session/image_classifier.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

class PredictSession::Implementation final
{
public:
    Implementation(PredictSession& session, EngineLoader& loader);

    std::uint64_t submit(const PredictInput& input);
    void explain(const Image& input, int classIndex, HeatMapMethod method);
    void cancel();
    /// Hands the waiting jobs to the worker once both modules came or are known to be missing.
    void beginWaiting();
    [[nodiscard]] std::size_t pending() const { return m_pending; }

    std::shared_ptr<const Model> model;
    RecentTimes times; // of answers of that model's weights

private:
    struct Job
    {
        std::uint64_t id = 0;
        PredictInput input;
        std::shared_ptr<const Model> model;
    };

    [[nodiscard]] ClassifierModules modules() const;
    void post(Job job);
    void deliver(const Prediction& prediction);

    PredictSession& m_session;
    EngineLoader& m_loader;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_lastExplained = 0;           // the newest request's ticket: answers to older ones are dropped
    std::size_t m_pending = 0;                   // submitted, neither delivered nor dropped
    std::atomic<std::uint64_t> m_droppedUpTo{0}; // ids at or below are dropped
    std::vector<Job> m_waiting;
    UiInbox m_inbox;
    ImageClassifier m_classifier; // the worker's
    WorkerThread m_worker;        // last: it uses the two above
};

PredictSession::Implementation::Implementation(PredictSession& session, EngineLoader& loader)
    : m_session(session), m_loader(loader), m_worker("saccade-predict")
{}

std::uint64_t PredictSession::Implementation::submit(const PredictInput& input)
{
    ++m_lastId;
    ++m_pending;
    m_waiting.push_back({m_lastId, input, model});
    beginWaiting();
    return m_lastId;
}

void PredictSession::Implementation::beginWaiting()
{
    const bool readerSettled = m_loader.imageReader() != nullptr || m_loader.imageReaderProblem();
    const bool engineSettled = m_loader.computeEngine() != nullptr || m_loader.computeEngineProblem();
    if (!readerSettled || !engineSettled) {
        return;
    }
    for (Job& job : std::exchange(m_waiting, {})) {
        post(std::move(job));
    }
}

ClassifierModules PredictSession::Implementation::modules() const
{
    return {m_loader.imageReader(), m_loader.computeEngine(), m_loader.imageReaderProblem(),
            m_loader.computeEngineProblem()};
}

void PredictSession::Implementation::explain(const Image& input, int classIndex, HeatMapMethod method)
{
    m_worker.post([this, modules = modules(), model = model, input, classIndex, method, ticket = ++m_lastExplained] {
        Result<HeatMap> map = m_classifier.explain(modules, model, input, classIndex, method);
        m_inbox.post([this, ticket, map = std::move(map)] {
            if (ticket != m_lastExplained) {
                return;
            }
            if (map) {
                emit m_session.explained(*map);
            } else {
                emit m_session.explainFailed(map.error());
            }
        });
    });
}

void PredictSession::Implementation::post(Job job)
{
    m_worker.post([this, modules = modules(), job = std::move(job)] {
        if (job.id > m_droppedUpTo) {
            Prediction prediction = m_classifier.classify(modules, job.model, job.input);
            prediction.id = job.id;
            m_inbox.post([this, prediction = std::move(prediction)] { deliver(prediction); });
        }
    });
}

void PredictSession::Implementation::deliver(const Prediction& prediction)
{
    if (prediction.id > m_droppedUpTo) {
        --m_pending;
        if (!prediction.error && model && prediction.modelTitle == model->title) {
            times.add({prediction.decodeMs, prediction.resizeMs, prediction.networkMs});
        }
        emit m_session.predicted(prediction);
    }
}

void PredictSession::Implementation::cancel()
{
    m_droppedUpTo = m_lastId;
    m_waiting.clear();
    m_worker.clear();
    m_pending = 0;
}

PredictSession::PredictSession(EngineLoader& loader, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader))
{
    const auto begin = [this] { m_implementation->beginWaiting(); };
    connect(&loader, &EngineLoader::imageReaderReady, this, begin);
    connect(&loader, &EngineLoader::computeEngineReady, this, begin);
    connect(&loader, &EngineLoader::failed, this, begin);
}

PredictSession::~PredictSession() = default;

void PredictSession::setModel(const Model& model)
{
    m_implementation->model = std::make_shared<const Model>(model);
    m_implementation->times.clear();
    emit modelChanged();
}

void PredictSession::setRejectThreshold(std::optional<double> threshold)
{
    if (m_implementation->model) {
        Model changed = *m_implementation->model;
        changed.rejectThreshold = threshold;
        m_implementation->model = std::make_shared<const Model>(std::move(changed));
        emit modelChanged();
    }
}

bool PredictSession::hasModel() const
{
    return m_implementation->model != nullptr;
}

const std::string& PredictSession::modelTitle() const
{
    static const std::string none;
    return m_implementation->model ? m_implementation->model->title : none;
}

std::shared_ptr<const Model> PredictSession::model() const
{
    return m_implementation->model;
}

std::uint64_t PredictSession::submit(const PredictInput& input)
{
    return m_implementation->submit(input);
}

void PredictSession::explain(const Image& input, int classIndex, HeatMapMethod method)
{
    m_implementation->explain(input, classIndex, method);
}

void PredictSession::cancel()
{
    m_implementation->cancel();
}

std::size_t PredictSession::pending() const
{
    return m_implementation->pending();
}

const RecentTimes& PredictSession::recentTimes() const
{
    return m_implementation->times;
}

} // namespace saccade
