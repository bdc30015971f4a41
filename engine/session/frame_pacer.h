#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

namespace saccade {

/// Lets the frames of a video pass at their own times, and none while it is paused. The time of a pause, and that of a
/// reader who is too slow, is not caught up. Any thread.
class FramePacer final
{
public:
    /// For another video; not paused.
    void restart();
    void setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const;

    /// Returns when the frame of that time is due; false when stop was asked for. Blocks; one thread at a time.
    [[nodiscard]] bool waitFor(double seconds, const std::stop_token& stop);

private:
    using Clock = std::chrono::steady_clock;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_isPaused = false;
    std::optional<Clock::time_point> m_begin; ///< when the second 0 was due; unknown until a frame passes
};

} // namespace saccade
