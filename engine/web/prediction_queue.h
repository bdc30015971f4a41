#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/web/batch_classifier.h"

namespace saccade {

/// Images wait here for the one thread that classifies; it takes all that wait as a batch. Any thread.
class PredictionQueue final
{
public:
    /// Called once for each image, on the classifying thread. Must not block.
    using Done = std::function<void(Result<ImageAnswer>)>;

    /// At most `capacity` images wait; those of the running batch come on top.
    PredictionQueue(BatchClassifier classify, std::size_t capacity);
    ~PredictionQueue(); ///< stop()
    PredictionQueue(const PredictionQueue&) = delete;
    PredictionQueue& operator=(const PredictionQueue&) = delete;

    /// False when the queue is full or stopped: done is not called then. Must not block.
    [[nodiscard]] bool tryPush(std::vector<std::uint8_t> image, Done done);
    /// From now on nothing more is taken or classified, but the batch that runs. Must not block.
    void beginStop();
    /// What waits is answered with Cancelled. Blocks until the running batch has ended.
    void stop();

private:
    struct Waiting
    {
        std::vector<std::uint8_t> image;
        Done done;
    };

    void run(const std::stop_token& stop);
    [[nodiscard]] std::vector<Waiting> takeAll(const std::stop_token& stop);
    void classifyAll(std::vector<Waiting> batch, const std::stop_token& stop);

    BatchClassifier m_classify;
    std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Waiting> m_waiting;
    bool m_isStopped = false;
    std::jthread m_thread; // last: starts when the rest is made
};

} // namespace saccade
