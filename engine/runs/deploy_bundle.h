#pragma once

#include <filesystem>
#include <vector>

#include "engine/formats/portable_model.h"
#include "engine/runs/export_check.h"

namespace saccade {

inline constexpr std::size_t kBundleSamples = 8;

/// A folder from which the model is put to use elsewhere: model.onnx and model.safetensors, labels.json and
/// preprocess.json, a web service (app.py, page.html), a C++ program (cpp/), samples of `images` with the program's
/// answers, check.py that asks them again, and README.md. What the texts say of the model is read from the ONNX file as
/// written. A folder of its own, which is not there yet; whoever asks moves it to its place, or removes what an error
/// or Cancelled left of it. Blocks.
[[nodiscard]] Result<void> writeBundle(const PortableModel& model, const std::filesystem::path& folder,
                                       const ImageReader& reader, Predictor& program,
                                       const std::vector<CheckImage>& images, const std::stop_token& stop);

/// FileUnwritable when something else than a bundle lies there: what this program did not make is nobody's to remove.
[[nodiscard]] Result<void> checkBundlePlace(const std::filesystem::path& folder);

/// Puts a bundle that was made on the same file system in its place, whole or not at all. An older bundle there is
/// replaced; anything else, and a bundle that a person added to, stays and is FileUnwritable. Blocks.
[[nodiscard]] Result<void> moveBundle(const std::filesystem::path& made, const std::filesystem::path& folder);

/// Its model.onnx.
[[nodiscard]] std::filesystem::path bundleModel(const std::filesystem::path& folder);

} // namespace saccade
