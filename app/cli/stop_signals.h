#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace saccade {

/// Ctrl-C and SIGTERM as a stop token; a second one ends the process at once with status 130. Make it before any other
/// thread: the threads inherit the mask, so that a thread of its own gets the signals. Main thread.
class StopSignals final
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    void wait();

    std::stop_source m_stop;
    std::atomic<bool> m_isClosing{false};
    std::thread m_thread;
};

} // namespace saccade
