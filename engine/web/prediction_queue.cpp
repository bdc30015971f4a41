#include "engine/web/prediction_queue.h"

#include <exception>
#include <iterator>
#include <new>
#include <utility>

#include "engine/web/server_threads.h"

namespace saccade {

namespace {

/// An answer for each image whatever the classifier did: it is the top of a thread.
std::vector<Result<ImageAnswer>> classifyCaught(const BatchClassifier& classify, std::span<const EncodedImage> images,
                                                const std::stop_token& stop)
{
    Error error{ErrorCode::Internal, "the classifier gave another number of answers", {}};
    try {
        std::vector<Result<ImageAnswer>> answers = classify(images, stop);
        if (answers.size() == images.size()) {
            return answers;
        }
    } catch (const std::bad_alloc&) {
        error = {ErrorCode::OutOfMemory, {}, {}};
    } catch (const std::exception& exception) {
        error = {ErrorCode::Internal, exception.what(), {}};
    } catch (...) {
        error = {ErrorCode::Internal, "an exception of unknown type", {}};
    }
    return std::vector<Result<ImageAnswer>>(images.size(), error);
}

} // namespace

PredictionQueue::PredictionQueue(BatchClassifier classify, std::size_t capacity)
    : m_classify(std::move(classify)),
      m_capacity(capacity),
      m_thread([this](const std::stop_token& stop) { run(stop); })
{}

PredictionQueue::~PredictionQueue()
{
    stop();
}

bool PredictionQueue::tryPush(std::vector<std::uint8_t> image, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopped || m_waiting.size() >= m_capacity) {
            return false;
        }
        m_waiting.push_back({std::move(image), std::move(done)});
    }
    m_wake.notify_one();
    return true;
}

void PredictionQueue::beginStop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_thread.request_stop();
}

void PredictionQueue::stop()
{
    beginStop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    std::deque<Waiting> left;
    {
        const std::lock_guard lock(m_mutex);
        left.swap(m_waiting);
    }
    for (Waiting& one : left) {
        one.done(Error{ErrorCode::Cancelled, {}, {}});
    }
}

void PredictionQueue::run(const std::stop_token& stop)
{
    becomeServerThread("saccade-predict");
    while (!stop.stop_requested()) {
        classifyAll(takeAll(stop), stop);
    }
}

std::vector<PredictionQueue::Waiting> PredictionQueue::takeAll(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); });
    if (m_isStopped) {
        return {}; // stop() answers them
    }
    std::vector<Waiting> batch(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(m_waiting.end()));
    m_waiting.clear();
    return batch;
}

void PredictionQueue::classifyAll(std::vector<Waiting> batch, const std::stop_token& stop)
{
    if (batch.empty()) {
        return;
    }
    std::vector<EncodedImage> images;
    images.reserve(batch.size());
    for (const Waiting& one : batch) {
        images.emplace_back(one.image);
    }
    std::vector<Result<ImageAnswer>> answers = classifyCaught(m_classify, images, stop);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i].done(std::move(answers[i]));
    }
}

} // namespace saccade
