#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

/// The four kinds of value a setting can have. A choice is stored as its stable name.
using FieldValue = std::variant<bool, std::int64_t, double, std::string>;

enum class FieldKind
{
    Boolean,
    Integer,
    Real,
    Choice,
    Text
};

/// What is known of one setting: the form, the JSON file, the command line and validation read this. The default is
/// what the field of a default-constructed object gives.
struct FieldInfo
{
    std::string name;  ///< stable, camelCase; it is the file format and the command-line key
    std::string group; ///< stable key of the form's section, e.g. "optimiser"
    FieldKind kind = FieldKind::Real;
    double minimum = 0;               ///< inclusive, numbers only
    double maximum = 0;               ///< inclusive, numbers only
    double step = 1;                  ///< of the spin box, numbers only
    int decimals = 0;                 ///< shown by the form, reals only
    std::string unit;                 ///< "px", "images", "" ...
    std::vector<std::string> choices; ///< stable names, Choice only
};

/// One setting of one object. get and set refer to that object, which must outlive the field.
struct Field
{
    FieldInfo info;
    std::function<FieldValue()> get;
    std::function<void(const FieldValue&)> set; ///< kind as info.kind; use setField() to have it checked
};

/// A settings struct declares its fields once, in `std::vector<Field> fields(S&)`, with these.
[[nodiscard]] Field booleanField(bool& member, std::string name, std::string group);
[[nodiscard]] Field integerField(int& member, std::string name, std::string group, int minimum, int maximum,
                                 std::string unit = {});
[[nodiscard]] Field seedField(std::uint64_t& member, std::string name, std::string group);
[[nodiscard]] Field realField(double& member, std::string name, std::string group, double minimum, double maximum,
                              double step, int decimals, std::string unit = {});
/// The enum's values are 0 .. choices.size()-1 in the order of the names.
template <typename Enum>
[[nodiscard]] Field choiceField(Enum& member, std::string name, std::string group, std::vector<std::string> choices);
/// An open list of names, such as devices or networks; any text is taken, validate() judges it.
[[nodiscard]] Field textField(std::string& member, std::string name, std::string group);

/// Checked assignment: wrong kind, outside range, unknown choice or NaN gives SettingInvalid and changes nothing.
/// An integer is taken for a real. Any thread.
[[nodiscard]] Result<void> setField(Field& field, const FieldValue& value);

/// Parses text as the command line has it ("0.1", "true", "onecycle") and assigns it. Locale-free.
[[nodiscard]] Result<void> setFieldFromText(Field& field, std::string_view text);

/// The value as text that setFieldFromText() reads back exactly.
[[nodiscard]] std::string fieldText(const FieldValue& value);

/// Finds by name; a miss is SettingUnknown whose detail is "NAME; nearest: OTHER" (smallest edit distance).
[[nodiscard]] Result<Field*> findField(std::vector<Field>& fields, std::string_view name);

/// The candidate with the smallest Levenshtein distance to text, or empty when there is no candidate.
[[nodiscard]] std::string nearestName(std::string_view text, const std::vector<std::string>& candidates);

namespace detail {
[[nodiscard]] Field makeChoiceField(std::function<int()> get, std::function<void(int)> set, std::string name,
                                    std::string group, std::vector<std::string> choices);
}

template <typename Enum>
Field choiceField(Enum& member, std::string name, std::string group, std::vector<std::string> choices)
{
    return detail::makeChoiceField([&member] { return static_cast<int>(member); },
                                   [&member](int index) { member = static_cast<Enum>(index); }, std::move(name),
                                   std::move(group), std::move(choices));
}

} // namespace saccade
