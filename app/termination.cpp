#include "app/termination.h"

#include <QSocketNotifier>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace saccade {

namespace {

std::atomic<int> g_event{-1};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler reads it");

void wakeEventLoop(int)
{
    const std::uint64_t one = 1;
    const auto written = write(g_event, &one, sizeof one);
    static_cast<void>(written); // a signal handler can do nothing about it
}

void handleOnce(int signal)
{
    struct sigaction action = {};
    action.sa_handler = wakeEventLoop;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

Termination::Termination(QObject* parent) : QObject(parent), m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    if (m_event < 0) {
        return; // the signals keep their usual effect
    }
    g_event = m_event;
    auto* notifier = new QSocketNotifier(m_event, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        std::uint64_t count = 0;
        if (read(m_event, &count, sizeof count) == sizeof count) {
            emit requested();
        }
    });
    handleOnce(SIGTERM);
    handleOnce(SIGINT);
}

Termination::~Termination()
{
    if (m_event >= 0) {
        std::signal(SIGTERM, SIG_DFL);
        std::signal(SIGINT, SIG_DFL);
        g_event = -1;
        close(m_event);
    }
}

} // namespace saccade
