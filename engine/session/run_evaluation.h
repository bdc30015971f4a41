#pragma once

#include "engine/session/evaluate_session.h"

namespace saccade {

/// Opens the folder and evaluates its test part, or validation when the run has no test figures. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRun(const std::filesystem::path& runFolder);

/// One part of an open run at its best weights. SplitEmpty for training, whose predictions no run keeps, and for a part
/// that the run never evaluated. Blocks. Worker thread.
[[nodiscard]] Result<Evaluation> evaluateRun(const std::shared_ptr<const RunFolder>& run, Part part);

} // namespace saccade
