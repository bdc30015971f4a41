#include "engine/base/log.h"

#include <string>

#ifdef SACCADE_BARE
#include <atomic>
#include <cstdio>
#else
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#endif

namespace saccade {

namespace {

#ifdef SACCADE_BARE

std::atomic<LogLevel> g_level{LogLevel::Warning};

const char* levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return "debug";
    case LogLevel::Information: return "information";
    case LogLevel::Warning: return "warning";
    case LogLevel::Error: return "error";
    }
    return "";
}

#else

spdlog::logger& logger()
{
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = std::make_shared<spdlog::logger>("saccade", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum spdlogLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return spdlog::level::debug;
    case LogLevel::Information: return spdlog::level::info;
    case LogLevel::Warning: return spdlog::level::warn;
    case LogLevel::Error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

#endif

} // namespace

#ifdef SACCADE_BARE

void setLogLevel(LogLevel level)
{
    g_level = level;
}

void logMessage(LogLevel level, std::string_view text)
{
    if (level >= g_level) {
        std::fprintf(stderr, "[%s] %.*s\n", levelName(level), static_cast<int>(text.size()), text.data());
    }
}

#else

void setLogLevel(LogLevel level)
{
    logger().set_level(spdlogLevel(level));
}

void logMessage(LogLevel level, std::string_view text)
{
    logger().log(spdlogLevel(level), "{}", text);
}

#endif

void logError(std::string_view text, const Error& error)
{
    std::string line(text);
    line += std::string(": ") + errorCodeName(error.code);
    if (!error.detail.empty()) {
        line += ", " + error.detail;
    }
    if (!error.path.empty()) {
        line += ", " + error.path.string();
    }
    logMessage(LogLevel::Error, line);
}

} // namespace saccade
