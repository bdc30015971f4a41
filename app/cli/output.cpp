#include "app/cli/output.h"

#include <cstdio>
#include <unistd.h>

#include "app/cli/cli_text.h"

namespace saccade {

namespace {

constexpr std::chrono::milliseconds kTerminalInterval{100};
constexpr std::chrono::milliseconds kLogInterval{5000};

} // namespace

Output::Output(bool isJson) : m_isJson(isJson), m_isTerminal(isatty(STDERR_FILENO) == 1), m_nextProgress(Clock::now())
{}

void Output::event(const Json& object)
{
    if (m_isJson) {
        write(jsonLine(object));
    }
}

void Output::line(std::string_view text)
{
    if (!m_isJson) {
        endProgress();
        write(text);
    }
}

void Output::write(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void Output::note(std::string_view text)
{
    endProgress();
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

void Output::progress(const std::string& text)
{
    const Clock::time_point now = Clock::now();
    if (now < m_nextProgress) {
        return;
    }
    m_nextProgress = now + (m_isTerminal ? kTerminalInterval : kLogInterval);
    if (m_isTerminal) {
        std::fprintf(stderr, "\r%s\x1b[K", text.c_str());
        std::fflush(stderr);
        m_hasProgress = true;
    } else {
        std::fprintf(stderr, "%s\n", text.c_str());
    }
}

void Output::endProgress()
{
    if (m_hasProgress) {
        std::fputs("\r\x1b[K", stderr);
        m_hasProgress = false;
    }
}

ExitStatus Output::error(const Error& error)
{
    static_cast<void>(this->error(errorCodeName(error.code), errorSentence(error), error.path.native()));
    return exitStatusOf(error.code);
}

ExitStatus Output::error(std::string_view code, const std::string& message, const std::string& path)
{
    note("saccade-cli: " + message);
    event({{"event", "error"}, {"code", code}, {"message", message}, {"path", path}});
    return ExitStatus::Usage;
}

bool Output::flush()
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

} // namespace saccade
