#pragma once

#include <filesystem>
#include <vector>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// Makes a run's folder (see RunRecorder::create) with its sub-folders and proves that it can be written. On an error
/// the folders made here are gone again. Blocks.
[[nodiscard]] Result<std::filesystem::path> makeRunLocation(const std::filesystem::path& root, const TrainPlan& plan,
                                                            bool exact, FileLayer& layer);

} // namespace saccade
