#pragma once

#include <map>
#include <string>

#include "engine/formats/portable_model.h"

namespace saccade {

/// The texts of a deploy bundle by their place in it: those of every bundle, and those that say what this model is
/// (README.md, labels.json, preprocess.json, preprocess.py, cpp/model_contract.hpp). The model is the exported one, as
/// its ONNX file says; `temperature` is what that file says to be inside it already. `sample` is a file in samples/ to
/// name as an example. Any thread.
[[nodiscard]] std::map<std::string, std::string> bundleTexts(const PortableModel& exported, double temperature,
                                                             const std::string& sample);

} // namespace saccade
