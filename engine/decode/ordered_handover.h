#pragma once

#include <chrono>
#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>
#include <optional>

#include "engine/base/result.h"

namespace saccade {

/// Values made by several threads in any order, taken by one in the order of their numbers. A maker that runs more than
/// `window` ahead waits. Any thread.
template <typename T>
class OrderedHandover final
{
public:
    explicit OrderedHandover(std::size_t window) : m_window(window) {}

    /// Blocks while index is too far ahead.
    void put(std::size_t index, T value)
    {
        std::unique_lock lock(m_mutex);
        m_taken.wait(lock, [&] { return m_isAborted || index < m_next + m_window; });
        m_values.emplace(index, std::move(value));
        m_put.notify_one();
    }
    /// How many there will be in all.
    void setCount(std::size_t count)
    {
        const std::lock_guard lock(m_mutex);
        m_count = count;
        m_put.notify_one();
    }
    /// Given to the taker instead of a value; the first one counts.
    void fail(Error error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_error) {
            m_error = std::move(error);
        }
        m_put.notify_one();
    }
    /// No maker waits any more.
    void abort()
    {
        const std::lock_guard lock(m_mutex);
        m_isAborted = true;
        m_taken.notify_all();
    }

    /// The next value; nothing after `patience`, or at the end. Blocks.
    Result<std::optional<T>> next(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_put.wait_for(lock, patience, [&] { return m_error || m_values.contains(m_next) || m_next >= m_count; });
        if (m_error) {
            return *m_error;
        }
        const auto found = m_values.find(m_next);
        if (found == m_values.end()) {
            return std::optional<T>();
        }
        std::optional<T> value(std::move(found->second));
        m_values.erase(found);
        ++m_next;
        m_taken.notify_all();
        return value;
    }
    [[nodiscard]] bool isAtEnd() const
    {
        const std::lock_guard lock(m_mutex);
        return m_next >= m_count;
    }

private:
    const std::size_t m_window;
    mutable std::mutex m_mutex;
    std::condition_variable m_put;
    std::condition_variable m_taken;
    std::map<std::size_t, T> m_values;
    std::size_t m_next = 0;
    std::size_t m_count = std::numeric_limits<std::size_t>::max();
    std::optional<Error> m_error;
    bool m_isAborted = false;
};

} // namespace saccade
