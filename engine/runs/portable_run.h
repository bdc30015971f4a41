#pragma once

#include "engine/formats/portable_model.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// The run's best weights (the last when there is no best) with all that they need elsewhere. RunInvalid,
/// WeightsMismatch. Blocks.
[[nodiscard]] Result<PortableModel> loadPortableModel(const RunFolder& run);

} // namespace saccade
