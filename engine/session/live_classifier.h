#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/session/image_classifier.h"
#include "engine/session/worker_thread.h"
#include "engine/training/frame_source.h"

namespace saccade {

/// A frame with its answer.
struct LiveFrame
{
    Prediction prediction;
    double seconds = 0; ///< as in Frame
};

/// Classifies frames on its own thread, always the newest: one that comes while another is being looked at takes the
/// place of the one that waits. Any thread.
class LiveClassifier final
{
public:
    /// take runs on the worker thread, with the run that put() named.
    using Take = std::function<void(std::uint64_t run, LiveFrame&& frame)>;
    explicit LiveClassifier(Take take);

    void setModel(std::shared_ptr<const Model> model);
    /// Frames that come before both modules are there, or known to be missing, are dropped.
    void setModules(const ClassifierModules& modules);
    /// Must not block.
    void put(std::uint64_t run, Frame frame);

private:
    struct Waiting
    {
        std::uint64_t run = 0;
        Frame frame;
    };

    void classifyWaiting();

    const Take m_take;
    std::mutex m_mutex;
    std::shared_ptr<const Model> m_model;
    ClassifierModules m_modules;
    std::optional<Waiting> m_waiting;
    ImageClassifier m_classifier; ///< the worker's
    WorkerThread m_worker;        ///< last: it uses all of the above
};

} // namespace saccade
