#include "engine/session/live_classifier.h"

#include <utility>

namespace saccade {

LiveClassifier::LiveClassifier(Take take) : m_take(std::move(take)), m_worker("saccade-live") {}

void LiveClassifier::setModel(std::shared_ptr<const Model> model)
{
    const std::lock_guard lock(m_mutex);
    m_model = std::move(model);
}

void LiveClassifier::setModules(const ClassifierModules& modules)
{
    const std::lock_guard lock(m_mutex);
    m_modules = modules;
}

void LiveClassifier::put(std::uint64_t run, Frame frame)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = !m_waiting;
        m_waiting = {run, std::move(frame)};
    }
    if (isFirst) {
        m_worker.post([this] { classifyWaiting(); });
    }
}

void LiveClassifier::classifyWaiting()
{
    std::unique_lock lock(m_mutex);
    const std::shared_ptr<const Model> model = m_model;
    const ClassifierModules modules = m_modules;
    Waiting waiting = std::move(*std::exchange(m_waiting, std::nullopt));
    lock.unlock();
    const bool isReaderKnown = modules.reader != nullptr || modules.readerProblem;
    const bool isEngineKnown = modules.engine != nullptr || modules.engineProblem;
    if (!isReaderKnown || !isEngineKnown) {
        return;
    }
    const double decodeMs = waiting.frame.decodeMs;
    LiveFrame frame;
    frame.seconds = waiting.frame.seconds;
    frame.prediction = m_classifier.classify(modules, model, {{}, std::move(waiting.frame.image)});
    frame.prediction.decodeMs += decodeMs;
    m_take(waiting.run, std::move(frame));
}

} // namespace saccade
