#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/result.h"
#include "engine/formats/json_text.h"

namespace saccade {

/// A struct becomes a JSON object through one function template, `template <typename Io> void describe(Io&, S&)`, that
/// names each member once; JsonWriter and JsonReader are its two Io. Whole numbers beyond this are refused.
inline constexpr std::int64_t kLargestJsonInteger = std::int64_t{1} << 53;

/// Writes the members it is told of.
class JsonWriter final
{
public:
    template <typename T>
    void operator()(const char* key, T& value)
    {
        m_object[key] = toJson(value);
    }
    template <typename Enum>
    void named(const char* key, Enum& value, std::span<const std::string_view> names)
    {
        m_object[key] = names[static_cast<std::size_t>(value)];
    }
    /// As any other: what is read may miss it.
    template <typename T>
    void optional(const char* key, T& value)
    {
        (*this)(key, value);
    }
    template <typename Enum>
    void namedOrDefault(const char* key, Enum& value, std::span<const std::string_view> names)
    {
        named(key, value, names);
    }
    /// Infinity is the text "always".
    void always(const char* key, double& value);

    [[nodiscard]] nlohmann::json take() { return std::move(m_object); }

private:
    static nlohmann::json toJson(bool value) { return value; }
    static nlohmann::json toJson(int value) { return value; }
    static nlohmann::json toJson(std::int64_t value) { return value; }
    static nlohmann::json toJson(double value) { return value; }
    static nlohmann::json toJson(const std::string& value) { return textToJson(value); }
    template <typename T>
    static nlohmann::json toJson(std::vector<T>& values)
    {
        nlohmann::json array = nlohmann::json::array();
        for (T& value : values) {
            array.push_back(toJson(value));
        }
        return array;
    }
    template <typename T>
    requires(std::is_class_v<T> && !std::is_same_v<T, std::string>) static nlohmann::json toJson(T& value)
    {
        JsonWriter nested;
        describe(nested, value);
        return nested.take();
    }

    nlohmann::json m_object = nlohmann::json::object();
};

/// Reads the members it is told of. Every one but those with a default must be there and of its kind; finish() gives
/// the first fault, or refuses a member that nobody asked for (SettingUnknown with the nearest name). Never throws.
class JsonReader final
{
public:
    JsonReader(const nlohmann::json& value, std::string place);

    template <typename T>
    void operator()(const char* key, T& value)
    {
        if (const nlohmann::json* found = member(key)) {
            keep(fromJson(*found, placeOf(key), value));
        }
    }
    template <typename Enum>
    void named(const char* key, Enum& value, std::span<const std::string_view> names)
    {
        if (const std::optional<std::size_t> index = nameIndex(key, names)) {
            value = static_cast<Enum>(*index);
        }
    }
    /// A member that came later than the format: without it `value` stays.
    template <typename T>
    void optional(const char* key, T& value)
    {
        if (m_value.is_object() && !m_value.contains(key)) {
            m_known.emplace_back(key);
            return;
        }
        (*this)(key, value);
    }
    /// named(), and missing as optional().
    template <typename Enum>
    void namedOrDefault(const char* key, Enum& value, std::span<const std::string_view> names)
    {
        if (has(key)) {
            named(key, value, names);
        }
    }
    /// A number, or "always" or null for infinity.
    void always(const char* key, double& value);

    /// Whether the member is there: for members that older files lack. Asking makes it no unknown one.
    [[nodiscard]] bool has(const char* key);
    /// The member, or nullptr and a fault when it is missing.
    [[nodiscard]] const nlohmann::json* member(const char* key);
    [[nodiscard]] std::string placeOf(const char* key) const;
    void keep(Result<void> result);
    [[nodiscard]] Result<void> finish() const;

private:
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, bool& value);
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, int& value);
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, std::int64_t& value);
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, double& value);
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, std::string& value);
    static Result<void> wrongKind(const std::string& place, const char* wanted);
    static std::string elementPlace(const std::string& place, std::size_t index);
    template <typename T>
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, std::vector<T>& values)
    {
        if (!json.is_array()) {
            return wrongKind(place, "a list");
        }
        values.clear();
        for (const nlohmann::json& element : json) {
            values.emplace_back();
            if (Result<void> read = fromJson(element, elementPlace(place, values.size() - 1), values.back()); !read) {
                return read;
            }
        }
        return {};
    }
    template <typename T>
    static Result<void> fromJson(const nlohmann::json& json, const std::string& place, T& value)
    {
        JsonReader nested(json, place);
        describe(nested, value);
        return nested.finish();
    }
    std::optional<std::size_t> nameIndex(const char* key, std::span<const std::string_view> names);

    const nlohmann::json& m_value;
    std::string m_place;
    std::vector<std::string> m_known;
    Result<void> m_state;
};

} // namespace saccade
