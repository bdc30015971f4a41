#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/host_tensor.h"

namespace saccade {

/// The arrays as a PyTorch state dict, in the container of torch.save since 1.6: a stored zip of a pickle and one file
/// an array. torch.load(weights_only=True) reads it. A BatchNorm's num_batches_tracked is left out: a state dict
/// without version metadata may lack it, strictly loaded or not. FormatInvalid for names that are not UTF-8, shapes
/// that do not fit their values, and what no zip of 4 GiB holds. Any thread.
[[nodiscard]] Result<std::vector<std::uint8_t>> encodePt(const NamedTensors& tensors);

/// Written through AtomicFile. Blocks.
[[nodiscard]] Result<void> savePt(const std::filesystem::path& path, const NamedTensors& tensors);

} // namespace saccade
