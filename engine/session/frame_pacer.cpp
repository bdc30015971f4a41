#include "engine/session/frame_pacer.h"

namespace saccade {

namespace {

constexpr auto kMostLate = std::chrono::milliseconds(250);

} // namespace

void FramePacer::restart()
{
    {
        const std::lock_guard lock(m_mutex);
        m_begin.reset();
        m_isPaused = false;
    }
    m_wake.notify_all();
}

void FramePacer::setPaused(bool isPaused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = isPaused;
        m_begin.reset();
    }
    m_wake.notify_all();
}

bool FramePacer::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_isPaused;
}

bool FramePacer::waitFor(double seconds, const std::stop_token& stop)
{
    const auto time = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_isPaused; })) {
        const Clock::time_point now = Clock::now();
        if (!m_begin || now > *m_begin + time + kMostLate) {
            m_begin = now - time;
        }
        if (stop.stop_requested() || now >= *m_begin + time) {
            return !stop.stop_requested();
        }
        m_wake.wait_until(lock, stop, *m_begin + time, [this] { return m_isPaused; });
    }
    return false;
}

} // namespace saccade
