#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// The best weights of a run to go on from, with its plan and those of the runs that it went on from itself, as far as
/// their folders are still there. Errors of openRunFolder() and loadBestWeights(). Blocks.
[[nodiscard]] Result<StartPoint> loadStartPoint(const std::filesystem::path& run);

} // namespace saccade
