#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/formats/safetensors.h"
#include "engine/training/events.h"

namespace saccade {

/// A run's files below its folder.
[[nodiscard]] std::filesystem::path testPredictionsFile(const std::filesystem::path& run);
[[nodiscard]] std::filesystem::path validationPredictionsFile(const std::filesystem::path& run, std::int64_t step);
[[nodiscard]] std::filesystem::path bestWeightsFile(const std::filesystem::path& run);
[[nodiscard]] std::filesystem::path lastWeightsFile(const std::filesystem::path& run);

/// Metadata "format" = "pt", "classes" = a JSON list of the names, and "step".
[[nodiscard]] TensorFile weightsToFile(const NamedTensors& tensors, const std::vector<std::string>& classNames,
                                       std::int64_t step);

[[nodiscard]] TensorFile predictionsToFile(const PredictionTable& table, const std::vector<std::string>& classNames);
/// FormatInvalid when arrays are missing, differ in length, or name a class that is not there.
[[nodiscard]] Result<PredictionTable> predictionsFromFile(TensorFile file);

} // namespace saccade
