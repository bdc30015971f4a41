#pragma once

#include <filesystem>
#include <stop_token>

#include "app/cli/command_line.h"
#include "app/cli/output.h"
#include "engine/base/result.h"
#include "engine/training/trainer.h"

namespace saccade {

/// A run that came to an end, recorded in its folder.
struct TrainedRun
{
    TrainPlan plan; ///< as given; the resolved one stands in the folder
    DataSet dataSet;
    std::filesystem::path folder;
    RunReport report;
};

/// The settings that the preset, or the run to go on from, --network and --set give for so many training images. Errors
/// name the nearest valid name.
[[nodiscard]] Result<TrainSettings> settingsOf(const TrainCommand& command, std::size_t trainingImages,
                                               const std::optional<StartPoint>& start);

/// Opens the data, trains, and tells the epochs. An Error when there was no run; else see the report. Blocks.
[[nodiscard]] Result<TrainedRun> trainAndRecord(const TrainCommand& command, Output& output,
                                                const std::stop_token& stop);

/// Tells how the run ended, test figures and folder included, and gives the status.
ExitStatus tellEnd(const TrainedRun& run, Output& output);

} // namespace saccade
