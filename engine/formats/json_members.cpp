#include "engine/formats/json_members.h"

#include <algorithm>
#include <cmath>

#include "engine/base/fields.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kAlwaysText = "always";

Error invalid(const std::string& place, const std::string& why)
{
    return {ErrorCode::FormatInvalid, place + ": " + why, {}};
}

} // namespace

void JsonWriter::always(const char* key, double& value)
{
    m_object[key] = std::isfinite(value) ? json(value) : json(kAlwaysText);
}

JsonReader::JsonReader(const json& value, std::string place) : m_value(value), m_place(std::move(place))
{
    if (!m_value.is_object()) {
        keep(wrongKind(m_place.empty() ? "the file" : m_place, "an object"));
    }
}

void JsonReader::always(const char* key, double& value)
{
    const json* found = member(key);
    if (found == nullptr) {
        return;
    }
    if (found->is_null() || *found == kAlwaysText) {
        value = std::numeric_limits<double>::infinity();
        return;
    }
    keep(fromJson(*found, placeOf(key), value));
}

bool JsonReader::has(const char* key)
{
    m_known.emplace_back(key);
    return m_state && m_value.contains(key);
}

const json* JsonReader::member(const char* key)
{
    m_known.emplace_back(key);
    if (!m_state) {
        return nullptr;
    }
    const auto found = m_value.find(key);
    if (found == m_value.end()) {
        keep(invalid(placeOf(key), "is missing"));
        return nullptr;
    }
    return &*found;
}

std::string JsonReader::placeOf(const char* key) const
{
    return m_place.empty() ? key : m_place + "." + key;
}

void JsonReader::keep(Result<void> result)
{
    if (m_state && !result) {
        m_state = std::move(result);
    }
}

Result<void> JsonReader::finish() const
{
    if (!m_state) {
        return m_state;
    }
    for (const auto& item : m_value.items()) {
        if (std::find(m_known.begin(), m_known.end(), item.key()) == m_known.end()) {
            return Error{ErrorCode::SettingUnknown,
                         placeOf(item.key().c_str()) + "; nearest: " + nearestName(item.key(), m_known),
                         {}};
        }
    }
    return {};
}

Result<void> JsonReader::wrongKind(const std::string& place, const char* wanted)
{
    return invalid(place, std::string("must be ") + wanted);
}

std::string JsonReader::elementPlace(const std::string& place, std::size_t index)
{
    std::string text = place;
    text.append("[").append(std::to_string(index)).append("]");
    return text;
}

Result<void> JsonReader::fromJson(const json& value, const std::string& place, bool& out)
{
    if (!value.is_boolean()) {
        return wrongKind(place, "true or false");
    }
    out = value.get<bool>();
    return {};
}

Result<void> JsonReader::fromJson(const json& value, const std::string& place, std::int64_t& out)
{
    const bool fits =
        value.is_number_unsigned()
            ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(kLargestJsonInteger)
            : value.is_number_integer() && std::abs(value.get<double>()) <= static_cast<double>(kLargestJsonInteger);
    if (!fits) {
        return wrongKind(place, "a whole number");
    }
    out = value.get<std::int64_t>();
    return {};
}

Result<void> JsonReader::fromJson(const json& value, const std::string& place, int& out)
{
    std::int64_t wide = 0;
    if (Result<void> read = fromJson(value, place, wide); !read) {
        return read;
    }
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
        return wrongKind(place, "a smaller number");
    }
    out = static_cast<int>(wide);
    return {};
}

Result<void> JsonReader::fromJson(const json& value, const std::string& place, double& out)
{
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        return wrongKind(place, "a number");
    }
    out = value.get<double>();
    return {};
}

Result<void> JsonReader::fromJson(const json& value, const std::string& place, std::string& out)
{
    Result<std::string> text = textFromJson(value);
    if (!text) {
        return wrongKind(place, "a text");
    }
    out = std::move(text).value();
    return {};
}

std::optional<std::size_t> JsonReader::nameIndex(const char* key, std::span<const std::string_view> names)
{
    std::string text;
    (*this)(key, text);
    if (!m_state) {
        return std::nullopt;
    }
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        const std::vector<std::string> all(names.begin(), names.end());
        keep(invalid(placeOf(key), text + " is unknown; nearest: " + nearestName(text, all)));
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - names.begin());
}

} // namespace saccade
