#pragma once

#include "app/cli/output.h"
#include "engine/runs/run_export.h"

namespace saccade {

/// What was written and how it answers, for people and as the event "export".
void tellExport(const ExportReport& report, Output& output);

} // namespace saccade
