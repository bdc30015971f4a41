#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/formats/portable_model.h"

namespace saccade {

/// The version of the description; a newer one is FormatTooNew.
inline constexpr int kModelFormatVersion = 1;

/// All of a model but its tensors, as JSON: title, graph and contract.
[[nodiscard]] std::string encodeModelDescription(const PortableModel& model);
/// Strict: the graph is sound, the contract's size and normalisation are the graph's, there is a class for each logit,
/// temperature is above 0, the threshold from 0 to 1. What is wrong names its place. Any thread.
[[nodiscard]] Result<PortableModel> decodeModelDescription(std::string_view text);

/// "model.pt" has its description in "model.json".
[[nodiscard]] std::filesystem::path descriptionPath(const std::filesystem::path& weights);

/// Writes the weights, as safetensors (metadata: format pt, classes) or as a state dict of PyTorch by the name's ending
/// .safetensors or .pt, and the description beside them, each through AtomicFile. SettingInvalid for another ending,
/// WeightsMismatch for tensors that do not fit. Blocks.
[[nodiscard]] Result<void> saveModel(const std::filesystem::path& weights, const PortableModel& model);

/// What saveModel() wrote. WeightsMismatch when weights and description do not belong together. Blocks.
[[nodiscard]] Result<PortableModel> loadModel(const std::filesystem::path& weights);

} // namespace saccade
