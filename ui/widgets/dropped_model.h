#pragma once

#include <QString>
#include <filesystem>
#include <optional>

class QMimeData;

namespace saccade {

/// Whether a path looks like a model to answer with: an .onnx, .safetensors or .pt file by its name, or a deploy bundle
/// by what lies in it. Opens no file. UI thread, as all of this file.
[[nodiscard]] bool isModelPath(const QString& path);
[[nodiscard]] bool isRunPath(const QString& path); ///< a run folder, by the file that each has

/// The first dropped local thing, if it is a model.
[[nodiscard]] std::optional<std::filesystem::path> modelIn(const QMimeData& mime);

/// For file dialogs: "*.onnx *.safetensors *.pt".
[[nodiscard]] QString modelFilePatterns();

} // namespace saccade
