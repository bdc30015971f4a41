#include "engine/formats/preset_json.h"

#include "engine/formats/json_members.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kVersionKey = "formatVersion";
constexpr const char* kSettingsKey = "settings";
constexpr JsonLimits kLimits{std::size_t{1} << 20, 8, 10'000};

} // namespace

std::string encodePreset(const TrainSettings& settings)
{
    return dumpJson({{kVersionKey, kPresetFormatVersion}, {kSettingsKey, settingsToJson(settings)}});
}

Result<TrainSettings> decodePreset(std::string_view text)
{
    const Result<json> value = parseJson(text, kLimits);
    if (!value) {
        return value.error();
    }
    if (const Result<void> version = checkFormatVersion(*value, kVersionKey, kPresetFormatVersion); !version) {
        return version.error();
    }
    JsonReader reader(*value, {});
    TrainSettings settings;
    (void)reader.member(kVersionKey);
    if (const json* found = reader.member(kSettingsKey)) {
        reader.keep(readSettings(*found, settings));
    }
    if (const Result<void> read = reader.finish(); !read) {
        return read.error();
    }
    if (const Result<void> valid = validateSettings(settings); !valid) {
        return valid.error();
    }
    return settings;
}

} // namespace saccade
