#pragma once

#include <stop_token>
#include <string>

#include "app/cli/output.h"
#include "engine/data/data_set.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// The data that a run was trained on, or that lies at `source` unless that is empty, with the run's size, resize and
/// parts. ClassesDisagree when its classes are not the run's; data that has changed since is told. Blocks.
[[nodiscard]] Result<DataSet> openRunData(const RunFolder& run, const std::string& source, Output& output,
                                          const std::stop_token& stop);

} // namespace saccade
