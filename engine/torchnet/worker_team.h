#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace saccade {

/// A fixed number of long-lived engine threads that do the same task beside each other, one for each replica or shard.
/// Member 0 is the caller of run(), which must be an engine thread (TorchThread).
class WorkerTeam final
{
public:
    explicit WorkerTeam(int size);
    ~WorkerTeam();
    WorkerTeam(const WorkerTeam&) = delete;
    WorkerTeam& operator=(const WorkerTeam&) = delete;

    [[nodiscard]] int size() const { return static_cast<int>(m_errors.size()); }

    /// Calls task(member) once for each member and returns when all have ended. The first member's exception is thrown
    /// again. Blocks.
    void run(const std::function<void(int)>& task);

    /// Calls task(piece) once for each piece; whoever is free takes the next one, so that a member that another process
    /// slows down does less. What a piece computes must not depend on who takes it. Blocks.
    void forEach(std::size_t pieces, const std::function<void(std::size_t)>& task);

private:
    void work(int member);
    void perform(int member, const std::function<void(int)>& task);

    std::mutex m_mutex;
    std::condition_variable m_started;
    std::condition_variable m_ended;
    const std::function<void(int)>* m_task = nullptr;
    std::uint64_t m_round = 0;
    int m_running = 0;
    bool m_isStopping = false;
    std::vector<std::exception_ptr> m_errors;
    std::vector<std::thread> m_threads;
};

/// How many members a team should have on this machine for so many pieces of work, at least 1. Any thread.
[[nodiscard]] int teamSize(std::size_t pieces);

} // namespace saccade
