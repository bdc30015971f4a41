#pragma once

#include "engine/training/trainer.h"

namespace saccade {

/// ComputeEngine::encodeTorchScript(). Blocks. Any thread.
[[nodiscard]] Result<std::vector<std::uint8_t>> encodeScript(const LayerGraph& graph, const NamedTensors& tensors,
                                                             const std::map<std::string, std::string>& extraFiles);

/// ComputeEngine::openTorchScript(). Blocks. Any thread.
[[nodiscard]] Result<std::unique_ptr<Predictor>> openScript(std::span<const std::uint8_t> archive,
                                                            const InputLayer& input);

} // namespace saccade
