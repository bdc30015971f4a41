#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "app/cli/exit_status.h"
#include "app/cli/json_text.h"
#include "engine/base/error.h"

namespace saccade {

/// The program's two voices. For people: results on stdout, progress and errors on stderr. With --json: one JSON object
/// a line on stdout, progress still on stderr. One thread at a time.
class Output final
{
public:
    explicit Output(bool isJson);

    [[nodiscard]] bool isJson() const { return m_isJson; }

    /// A line for scripts; nothing without --json. Flushed at once, so that a reader sees it now.
    void event(const Json& object);
    /// A line of the result for people; nothing with --json.
    void line(std::string_view text);
    /// A line on stderr, always.
    void note(std::string_view text);
    /// What is going on now, on stderr: rewrites its line on a terminal, else is shown at most every five seconds.
    void progress(const std::string& text);
    /// Ends a progress line that still stands on the terminal.
    void endProgress();

    /// Tells the error in both voices and gives the status that it means.
    ExitStatus error(const Error& error);
    ExitStatus error(std::string_view code, const std::string& message, const std::string& path);

    /// True when all that was written to stdout arrived.
    [[nodiscard]] bool flush();

private:
    using Clock = std::chrono::steady_clock;

    void write(std::string_view text);

    bool m_isJson;
    bool m_isTerminal;
    bool m_hasProgress = false;
    Clock::time_point m_nextProgress;
};

} // namespace saccade
