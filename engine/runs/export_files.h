#pragma once

#include "engine/runs/run_export.h"

namespace saccade {

inline constexpr std::size_t kCalibrationImages = 500; ///< of the training part, for 8-bit numbers

/// Writes what the format consists of, the main file first; each part whole or not at all. The first of the images
/// go into a bundle. Blocks.
[[nodiscard]] Result<std::vector<std::filesystem::path>>
writeExport(const PortableModel& model, ExportFormat format, const std::filesystem::path& file,
            const ExportDoors& doors, const std::vector<CheckImage>& images, const std::stop_token& stop);

/// A predictor whose probabilities are the model's, its temperature heeded.
[[nodiscard]] Result<std::unique_ptr<Predictor>> predictorOf(const PortableModel& model, const ComputeEngine& engine);

/// What was written, ready to be asked; the rule is that of the model it was written from. Blocks.
[[nodiscard]] Result<std::unique_ptr<ExportedNetwork>> openExport(ExportFormat format,
                                                                  const std::vector<std::filesystem::path>& files,
                                                                  const ExportDoors& doors, const ResizeRule& rule);

/// The model that a file holds, where this program reads the format: an ONNX file's folded, ExportUnsupported for
/// 8-bit numbers and TorchScript. Blocks.
[[nodiscard]] Result<PortableModel> readBack(ExportFormat format, const std::vector<std::filesystem::path>& files);
/// That model, run by this program. Blocks.
[[nodiscard]] Result<std::unique_ptr<ExportedNetwork>>
openReadBack(ExportFormat format, const std::vector<std::filesystem::path>& files, const ExportDoors& doors);

/// What runs it in openExport(), for people.
[[nodiscard]] const char* exportRuntime(ExportFormat format, OnnxProfile profile);

} // namespace saccade
