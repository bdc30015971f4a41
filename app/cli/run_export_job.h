#pragma once

#include <stop_token>

#include "app/cli/command_line.h"
#include "app/cli/output.h"
#include "engine/runs/portable_run.h"
#include "engine/runs/run_export.h"

namespace saccade {

/// The whole job of `export` but the telling. Blocks.
[[nodiscard]] Result<ExportReport> exportRun(const ExportCommand& command, Output& output, const std::stop_token& stop);

} // namespace saccade
