#include <exception>

#include "app/cli/commands.h"
#include "app/cli/stop_signals.h"

namespace saccade {
namespace {

ExitStatus runCaught(const CommandLine& line, Output& output, const std::stop_token& stop)
{
    try {
        return std::visit([&](const auto& command) { return runCommand(command, output, stop); }, line.command);
    } catch (const std::bad_alloc&) {
        return output.error({ErrorCode::OutOfMemory, "main memory", {}});
    } catch (const std::exception& exception) {
        return output.error({ErrorCode::Internal, exception.what(), {}});
    }
}

int run(int argc, const char* const* argv)
{
    const StopSignals signals; // before any other thread
    const auto parsed = parseCommandLine(argc, argv);
    if (const auto* status = std::get_if<ExitStatus>(&parsed)) {
        return static_cast<int>(*status);
    }
    const auto& line = std::get<CommandLine>(parsed);
    Output output(line.isJson);
    const ExitStatus status = runCaught(line, output, signals.token());
    output.endProgress();
    // A result that nobody could read is no success.
    return static_cast<int>(!output.flush() && status == ExitStatus::Ok ? ExitStatus::Failed : status);
}

} // namespace
} // namespace saccade

int main(int argc, char** argv)
{
    return saccade::run(argc, argv);
}
