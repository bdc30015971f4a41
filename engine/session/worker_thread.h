#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "engine/base/error.h"

namespace saccade {

/// Text of whatever is being caught; for the tops of worker threads, inside a catch block.
[[nodiscard]] Error currentExceptionAsError();

inline constexpr int kWorkerNiceness = 5;      ///< more than the window's
inline constexpr int kBackgroundNiceness = 10; ///< for work that shall not slow a training down

/// One long-lived thread that runs tasks one after the other at lower priority than the window's. A task must catch
/// what it throws. Destruction drops the tasks that have not begun and waits for the one that runs, so make that one
/// stop first.
class WorkerThread final
{
public:
    /// name shows in debuggers and `top`, at most 15 characters.
    explicit WorkerThread(std::string name, int extraNiceness = kWorkerNiceness);
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Must not block. Any thread.
    void post(std::function<void()> task);
    /// Drops the tasks that have not begun. Any thread.
    void clear();

private:
    void run(const std::stop_token& stop, const std::string& name, int extraNiceness);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::jthread m_thread; // last: starts when the rest is made, joins before it goes
};

} // namespace saccade
