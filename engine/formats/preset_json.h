#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/training/train_settings.h"

namespace saccade {

/// A preset file's version; a newer one is FormatTooNew.
inline constexpr int kPresetFormatVersion = 1;

/// {"formatVersion": 1, "settings": {...}} with all settings by their field names. Any thread.
[[nodiscard]] std::string encodePreset(const TrainSettings& settings);
/// What the file does not name keeps its default; the settings are valid. Errors as decodePlan()'s. At most 1 MiB.
[[nodiscard]] Result<TrainSettings> decodePreset(std::string_view json);

} // namespace saccade
