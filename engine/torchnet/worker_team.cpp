#include "engine/torchnet/worker_team.h"

#include <algorithm>
#include <atomic>

#include "engine/torchnet/torch_thread.h"

namespace saccade {

WorkerTeam::WorkerTeam(int size) : m_errors(static_cast<std::size_t>(std::max(1, size)))
{
    for (int member = 1; member < this->size(); ++member) {
        m_threads.emplace_back([this, member] { work(member); });
    }
}

WorkerTeam::~WorkerTeam()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_started.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

void WorkerTeam::run(const std::function<void(int)>& task)
{
    {
        const std::lock_guard lock(m_mutex);
        std::fill(m_errors.begin(), m_errors.end(), nullptr);
        m_task = &task;
        m_running = size() - 1;
        ++m_round;
    }
    m_started.notify_all();
    perform(0, task);
    std::unique_lock lock(m_mutex);
    m_ended.wait(lock, [this] { return m_running == 0; });
    m_task = nullptr;
    for (const std::exception_ptr& error : m_errors) {
        if (error) {
            std::rethrow_exception(error);
        }
    }
}

void WorkerTeam::forEach(std::size_t pieces, const std::function<void(std::size_t)>& task)
{
    std::atomic<std::size_t> next{0};
    run([&](int) {
        for (std::size_t piece = next.fetch_add(1); piece < pieces; piece = next.fetch_add(1)) {
            task(piece);
        }
    });
}

void WorkerTeam::perform(int member, const std::function<void(int)>& task)
{
    try {
        task(member);
    } catch (...) {
        m_errors[static_cast<std::size_t>(member)] = std::current_exception();
    }
}

void WorkerTeam::work(int member)
{
    const TorchThread engineThread;
    std::uint64_t seenRound = 0;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_started.wait(lock, [&] { return m_isStopping || m_round != seenRound; });
        if (m_isStopping) {
            return;
        }
        seenRound = m_round;
        const std::function<void(int)>& task = *m_task;
        lock.unlock();
        perform(member, task);
        lock.lock();
        if (--m_running == 0) {
            m_ended.notify_one();
        }
    }
}

int teamSize(std::size_t pieces)
{
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<int>(std::clamp<std::size_t>(pieces, 1, cores));
}

} // namespace saccade
