#pragma once

#include <filesystem>

#include "app/cli/command_line.h"
#include "engine/data/data_set.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// Writes the report; dataSet may be null. The file that was written. Blocks.
[[nodiscard]] Result<std::filesystem::path> writeRunReport(const RunFolder& run, const ReportCommand& command,
                                                           const DataSet* dataSet);

} // namespace saccade
