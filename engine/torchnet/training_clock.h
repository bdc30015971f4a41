#pragma once

#include <chrono>

namespace saccade {

/// Two running times: all that passed since start(), and the part of it between resume() and pause().
class TrainingClock final
{
public:
    void start()
    {
        m_start = Clock::now();
        m_resumed = m_start;
        m_counted = 0;
    }
    void pause() { m_counted = counted(), m_isRunning = false; }
    void resume()
    {
        m_resumed = Clock::now();
        m_isRunning = true;
    }
    [[nodiscard]] double total() const { return secondsSince(m_start); }
    [[nodiscard]] double counted() const { return m_counted + (m_isRunning ? secondsSince(m_resumed) : 0.0); }

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] static double secondsSince(Clock::time_point from)
    {
        return std::chrono::duration<double>(Clock::now() - from).count();
    }

    Clock::time_point m_start;
    Clock::time_point m_resumed;
    double m_counted = 0;
    bool m_isRunning = true;
};

} // namespace saccade
