#pragma once

#include <filesystem>
#include <stop_token>

#include "engine/session/train_mail.h"

namespace saccade {

/// Completes the draft, trains, tells `mail` everything and records the run in a new folder below runsFolder (empty =
/// nowhere), to the one end, which it also writes. A folder that cannot be made ends the run before it began. Never
/// throws. Blocks. Worker thread.
void runRecordedInto(TrainMailWriter& mail, const TrainSession::TrainerFactory& factory, const TrainPlan& draft,
                     const DataSet& dataSet, const std::filesystem::path& runsFolder, const std::stop_token& stop);

} // namespace saccade
