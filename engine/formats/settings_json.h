#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/base/result.h"
#include "engine/training/train_settings.h"

namespace saccade {

/// Settings as a JSON object of their field names. Any thread.
[[nodiscard]] nlohmann::json settingsToJson(const TrainSettings& settings);
/// What the object does not name keeps the value it has. Unknown keys are SettingUnknown with the nearest, wrong kinds
/// and ranges SettingInvalid, no object is FormatInvalid. Any thread.
[[nodiscard]] Result<void> readSettings(const nlohmann::json& value, TrainSettings& settings);

/// A whole number from 1 to `newest` at `key`: FormatInvalid or FormatTooNew else.
[[nodiscard]] Result<void> checkFormatVersion(const nlohmann::json& value, const char* key, int newest);

} // namespace saccade
