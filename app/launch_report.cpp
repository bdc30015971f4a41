#include "app/launch_report.h"

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <unistd.h>

namespace saccade {

namespace {

constexpr std::size_t kShortestTime = 12; // nanoseconds since 1970 have 19 digits, "1" has one
constexpr int kFieldsBeforeStart = 19;    // of /proc/self/stat, after the name in parentheses: see proc(5)

double nowIn(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double kernelStartMs()
{
    std::ifstream file("/proc/self/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const std::size_t name = text.rfind(')');
    if (name == std::string::npos) {
        return -1;
    }
    std::istringstream fields(text.substr(name + 1));
    std::string skipped;
    for (int i = 0; i < kFieldsBeforeStart; ++i) {
        fields >> skipped;
    }
    double ticks = -1;
    fields >> ticks;
    return fields ? ticks * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK)) : -1;
}

} // namespace

double millisecondsSinceLaunch(std::string_view launchedAt)
{
    std::uint64_t nanoseconds = 0;
    const auto [end, error] = std::from_chars(launchedAt.data(), launchedAt.data() + launchedAt.size(), nanoseconds);
    if (launchedAt.size() >= kShortestTime && error == std::errc{} && end == launchedAt.data() + launchedAt.size()) {
        return nowIn(CLOCK_REALTIME) - static_cast<double>(nanoseconds) / 1e6;
    }
    const double start = kernelStartMs();
    return start < 0 ? -1 : nowIn(CLOCK_BOOTTIME) - start;
}

void reportFirstPaint()
{
    if (const char* launchedAt = std::getenv("SACCADE_STARTUP_REPORT"); launchedAt != nullptr) {
        std::fprintf(stderr, "first paint %.1f ms after launch\n", millisecondsSinceLaunch(launchedAt));
    }
}

} // namespace saccade
