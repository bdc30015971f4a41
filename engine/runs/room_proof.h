#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// Bytes that a run's weights and figures need at least: best and last weights, and one of them twice while it is
/// being replaced.
[[nodiscard]] std::int64_t estimateRunBytes(const TrainPlan& plan);

/// Writes, syncs, renames and removes a small file in the folder, and compares the free space with `neededBytes`.
/// FileUnwritable, or DiskFull whose detail is "needed N bytes, available M bytes". Blocks.
[[nodiscard]] Result<void> proveRoom(const std::filesystem::path& folder, std::int64_t neededBytes,
                                     FileLayer& layer = systemFileLayer());

} // namespace saccade
