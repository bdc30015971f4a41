#include "engine/formats/settings_json.h"

#include "engine/formats/json_members.h"

namespace saccade {

using nlohmann::json;

namespace {

json fieldToJson(const FieldValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return textToJson(*text);
    }
    return std::visit([](const auto& plain) { return json(plain); }, value);
}

Result<FieldValue> fieldFromJson(const json& value, const std::string& name)
{
    const Error wrong{ErrorCode::SettingInvalid, name + ": has the wrong kind of value", {}};
    if (value.is_boolean()) {
        return FieldValue(value.get<bool>());
    }
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(kLargestJsonInteger)) {
        return wrong;
    }
    if (value.is_number_integer()) {
        return FieldValue(value.get<std::int64_t>());
    }
    if (value.is_number_float()) {
        return FieldValue(value.get<double>());
    }
    const Result<std::string> text = textFromJson(value);
    return text ? Result<FieldValue>(FieldValue(*text)) : Result<FieldValue>(wrong);
}

} // namespace

json settingsToJson(const TrainSettings& settings)
{
    TrainSettings copy = settings;
    json object = json::object();
    for (const Field& field : fields(copy)) {
        object[field.info.name] = fieldToJson(field.get());
    }
    return object;
}

Result<void> readSettings(const json& value, TrainSettings& settings)
{
    if (!value.is_object()) {
        return Error{ErrorCode::FormatInvalid, "settings: must be an object", {}};
    }
    std::vector<Field> list = fields(settings);
    for (const auto& item : value.items()) {
        const Result<Field*> field = findField(list, item.key());
        if (!field) {
            return field.error();
        }
        const Result<FieldValue> read = fieldFromJson(item.value(), item.key());
        if (!read) {
            return read.error();
        }
        if (Result<void> set = setField(**field, *read); !set) {
            return set;
        }
    }
    return {};
}

Result<void> checkFormatVersion(const json& value, const char* key, int newest)
{
    const auto version = value.is_object() ? value.find(key) : value.end();
    if (!value.is_object() || version == value.end() || !version->is_number_integer() || *version < 1) {
        return Error{ErrorCode::FormatInvalid, std::string(key) + ": is missing or no whole number", {}};
    }
    if (*version > newest) {
        return Error{ErrorCode::FormatTooNew, "version " + dumpJson(*version, -1), {}};
    }
    return {};
}

} // namespace saccade
