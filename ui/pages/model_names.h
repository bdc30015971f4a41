#pragma once

#include <QString>

#include "engine/session/predict_session.h"

namespace saccade {

/// For people, of a model as RunModelLoader::open() gives it: "Best of run", "run (model.onnx)". Any thread, as below.
[[nodiscard]] QString modelTitleOf(const Model& model);
/// Of a file that is not read: its name and the folder that tells it from others, "run/model.onnx".
[[nodiscard]] QString modelFileLabel(const QString& path);

} // namespace saccade
