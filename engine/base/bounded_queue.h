#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace saccade {

/// Hands values from threads to threads, at most `capacity` at a time, first in first out. Any thread.
template <typename T>
class BoundedQueue final
{
public:
    /// A capacity of 0 is taken as 1.
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity > 0 ? capacity : 1) {}
    BoundedQueue(const BoundedQueue&) = delete;
    BoundedQueue& operator=(const BoundedQueue&) = delete;

    /// Blocks while the queue is full. False when it is closed: the value is dropped.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_roomMade.wait(lock, [this] { return m_closed || m_values.size() < m_capacity; });
        if (m_closed) {
            return false;
        }
        m_values.push_back(std::move(value));
        lock.unlock();
        m_valueAdded.notify_one();
        return true;
    }

    /// Blocks while the queue is empty. Nothing once it is closed and all that was pushed has been taken.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_valueAdded.wait(lock, [this] { return m_closed || !m_values.empty(); });
        return takeFirst(lock);
    }

    /// Must not block: nothing when the queue is empty.
    std::optional<T> tryPop()
    {
        std::unique_lock lock(m_mutex);
        return takeFirst(lock);
    }

    /// No value enters any more; all who wait wake up. Those inside can still be taken.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_valueAdded.notify_all();
        m_roomMade.notify_all();
    }

    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_values.size();
    }

private:
    std::optional<T> takeFirst(std::unique_lock<std::mutex>& lock)
    {
        if (m_values.empty()) {
            return std::nullopt;
        }
        std::optional<T> value(std::move(m_values.front()));
        m_values.pop_front();
        lock.unlock();
        m_roomMade.notify_one();
        return value;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_valueAdded;
    std::condition_variable m_roomMade;
    std::deque<T> m_values;
    bool m_closed = false;
};

} // namespace saccade
