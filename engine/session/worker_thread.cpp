#include "engine/session/worker_thread.h"

#include <exception>
#include <new>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace saccade {

namespace {

/// On Linux niceness belongs to the thread, and the threads that it starts inherit it: so do replicas and loaders.
void lowerPriority(int extraNiceness)
{
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + extraNiceness);
}

} // namespace

Error currentExceptionAsError()
{
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return {ErrorCode::OutOfMemory, {}, {}};
    } catch (const std::exception& exception) {
        return {ErrorCode::Internal, exception.what(), {}};
    } catch (...) {
        return {ErrorCode::Internal, "an exception of unknown type", {}};
    }
}

WorkerThread::WorkerThread(std::string name, int extraNiceness)
    : m_thread([this, name = std::move(name), extraNiceness](const std::stop_token& stop) {
          run(stop, name, extraNiceness);
      })
{}

WorkerThread::~WorkerThread()
{
    clear();
}

void WorkerThread::post(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void WorkerThread::clear()
{
    std::deque<std::function<void()>> dropped;
    const std::lock_guard lock(m_mutex);
    dropped.swap(m_tasks);
}

void WorkerThread::run(const std::stop_token& stop, const std::string& name, int extraNiceness)
{
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
    lowerPriority(extraNiceness);
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_tasks.empty(); })) {
        if (stop.stop_requested()) {
            return;
        }
        std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr; // what it holds may be large: let go of it outside the lock
        lock.lock();
    }
}

} // namespace saccade
