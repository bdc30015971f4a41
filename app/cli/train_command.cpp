#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/train_job.h"

namespace saccade {

ExitStatus runCommand(const TrainCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<TrainedRun> run = trainAndRecord(command, output, stop);
    if (!run) {
        return output.error(run.error());
    }
    const ExitStatus status = tellEnd(*run, output);
    if (!run->dataSet.hasGivenTest && run->dataSet.indicesOf(Part::Test).empty()) {
        output.line("The data set has no test part.");
    }
    output.line("run folder " + printable(run->folder.native()));
    return status;
}

} // namespace saccade
