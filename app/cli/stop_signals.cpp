#include "app/cli/stop_signals.h"

#include <csignal>
#include <unistd.h>

#include "app/cli/exit_status.h"

namespace saccade {

namespace {

constexpr char kStopping[] = "\nStopping after this step; once more to quit at once.\n";

sigset_t stopSet()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

StopSignals::StopSignals()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file over the limit becomes a write error
    const sigset_t set = stopSet();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_thread = std::thread([this] { wait(); });
}

StopSignals::~StopSignals()
{
    m_isClosing = true;
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
}

void StopSignals::wait()
{
    const sigset_t set = stopSet();
    int signal = 0;
    while (sigwait(&set, &signal) == 0 && !m_isClosing) {
        if (m_stop.stop_requested()) {
            _exit(static_cast<int>(ExitStatus::Interrupted));
        }
        // Not through Output, which belongs to the main thread.
        const auto written = write(STDERR_FILENO, kStopping, sizeof kStopping - 1);
        static_cast<void>(written);
        m_stop.request_stop();
    }
}

} // namespace saccade
