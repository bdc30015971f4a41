#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"

namespace saccade {

/// How often somebody had a run's test images looked at again after the run had ended; RUN/test_openings.json. Each
/// time a checkpoint is chosen by what the test says, the test says less about new images: so it is counted.
/// A run without the file has 0. FormatInvalid, FormatTooNew and errors of reading, with the file's path. Blocks.
[[nodiscard]] Result<std::int64_t> loadTestOpenings(const std::filesystem::path& run);

/// Counts one more and gives the new number. A file that cannot be read is an error and stays as it is. Blocks.
[[nodiscard]] Result<std::int64_t> countTestOpening(const std::filesystem::path& run,
                                                    FileLayer& layer = systemFileLayer());

} // namespace saccade
