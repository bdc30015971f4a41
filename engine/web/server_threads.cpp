#include "engine/web/server_threads.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace saccade {

namespace {

// A training's threads have 5 more than the window. Each step of niceness is a factor of 1.25 in shares.
constexpr int kExtraNiceness = 15;

} // namespace

void becomeServerThread(const char* name)
{
    pthread_setname_np(pthread_self(), name);
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + kExtraNiceness);
}

} // namespace saccade
