#include "engine/base/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace saccade {

namespace {

Error invalid(const FieldInfo& info, const std::string& why)
{
    return Error{ErrorCode::SettingInvalid, info.name + ": " + why, {}};
}

std::string numberText(double value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

std::string rangeText(const FieldInfo& info)
{
    return "must be from " + numberText(info.minimum) + " to " + numberText(info.maximum);
}

Result<FieldValue> checkedReal(const FieldInfo& info, const FieldValue& value)
{
    double number = 0;
    if (const auto* real = std::get_if<double>(&value)) {
        number = *real;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        number = static_cast<double>(*integer);
    } else {
        return invalid(info, "must be a number");
    }
    if (!(number >= info.minimum && number <= info.maximum)) {
        return invalid(info, rangeText(info) + ", not " + numberText(number));
    }
    return FieldValue(number);
}

Result<FieldValue> checkedInteger(const FieldInfo& info, const FieldValue& value)
{
    std::int64_t number = 0;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        number = *integer;
    } else if (const auto* real = std::get_if<double>(&value);
               real != nullptr && std::abs(*real) < 9e15 && std::floor(*real) == *real) {
        number = static_cast<std::int64_t>(*real);
    } else {
        return invalid(info, "must be a whole number");
    }
    if (static_cast<double>(number) < info.minimum || static_cast<double>(number) > info.maximum) {
        return invalid(info, rangeText(info) + ", not " + std::to_string(number));
    }
    return FieldValue(number);
}

Result<FieldValue> checkedChoice(const FieldInfo& info, const FieldValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || std::find(info.choices.begin(), info.choices.end(), *text) == info.choices.end()) {
        std::string list;
        for (const std::string& choice : info.choices) {
            list += (list.empty() ? "" : ", ") + choice;
        }
        return invalid(info, "must be one of " + list + (text != nullptr ? ", not " + *text : std::string()));
    }
    return value;
}

Result<FieldValue> checked(const FieldInfo& info, const FieldValue& value)
{
    switch (info.kind) {
    case FieldKind::Real: return checkedReal(info, value);
    case FieldKind::Integer: return checkedInteger(info, value);
    case FieldKind::Choice: return checkedChoice(info, value);
    case FieldKind::Boolean:
        if (!std::holds_alternative<bool>(value)) {
            return invalid(info, "must be true or false");
        }
        return value;
    case FieldKind::Text:
        if (!std::holds_alternative<std::string>(value)) {
            return invalid(info, "must be a text");
        }
        return value;
    }
    return invalid(info, "has an unknown kind");
}

FieldInfo makeInfo(std::string name, std::string group, FieldKind kind)
{
    FieldInfo info;
    info.name = std::move(name);
    info.group = std::move(group);
    info.kind = kind;
    return info;
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

} // namespace

Field booleanField(bool& member, std::string name, std::string group)
{
    return {makeInfo(std::move(name), std::move(group), FieldKind::Boolean), [&member] { return FieldValue(member); },
            [&member](const FieldValue& value) { member = std::get<bool>(value); }};
}

Field integerField(int& member, std::string name, std::string group, int minimum, int maximum, std::string unit)
{
    FieldInfo info = makeInfo(std::move(name), std::move(group), FieldKind::Integer);
    info.minimum = minimum;
    info.maximum = maximum;
    info.unit = std::move(unit);
    return {std::move(info), [&member] { return FieldValue(std::int64_t{member}); },
            [&member](const FieldValue& value) { member = static_cast<int>(std::get<std::int64_t>(value)); }};
}

Field seedField(std::uint64_t& member, std::string name, std::string group)
{
    FieldInfo info = makeInfo(std::move(name), std::move(group), FieldKind::Integer);
    info.minimum = 0;
    info.maximum = std::numeric_limits<int>::max();
    return {std::move(info), [&member] { return FieldValue(static_cast<std::int64_t>(member)); },
            [&member](const FieldValue& value) { member = static_cast<std::uint64_t>(std::get<std::int64_t>(value)); }};
}

Field realField(double& member, std::string name, std::string group, double minimum, double maximum, double step,
                int decimals, std::string unit)
{
    FieldInfo info = makeInfo(std::move(name), std::move(group), FieldKind::Real);
    info.minimum = minimum;
    info.maximum = maximum;
    info.step = step;
    info.decimals = decimals;
    info.unit = std::move(unit);
    return {std::move(info), [&member] { return FieldValue(member); },
            [&member](const FieldValue& value) { member = std::get<double>(value); }};
}

Field textField(std::string& member, std::string name, std::string group)
{
    return {makeInfo(std::move(name), std::move(group), FieldKind::Text), [&member] { return FieldValue(member); },
            [&member](const FieldValue& value) { member = std::get<std::string>(value); }};
}

Field detail::makeChoiceField(std::function<int()> get, std::function<void(int)> set, std::string name,
                              std::string group, std::vector<std::string> choices)
{
    FieldInfo info = makeInfo(std::move(name), std::move(group), FieldKind::Choice);
    info.choices = choices;
    return {std::move(info),
            [get = std::move(get), choices] { return FieldValue(choices[static_cast<std::size_t>(get())]); },
            [set = std::move(set), choices](const FieldValue& value) {
                const auto found = std::find(choices.begin(), choices.end(), std::get<std::string>(value));
                set(static_cast<int>(found - choices.begin()));
            }};
}

Result<void> setField(Field& field, const FieldValue& value)
{
    const Result<FieldValue> good = checked(field.info, value);
    if (!good) {
        return good.error();
    }
    field.set(*good);
    return {};
}

Result<void> setFieldFromText(Field& field, std::string_view text)
{
    const char* const end = text.data() + text.size();
    switch (field.info.kind) {
    case FieldKind::Choice:
    case FieldKind::Text: return setField(field, FieldValue(std::string(text)));
    case FieldKind::Boolean:
        if (text == "true" || text == "1" || text == "on") {
            return setField(field, FieldValue(true));
        }
        if (text == "false" || text == "0" || text == "off") {
            return setField(field, FieldValue(false));
        }
        return invalid(field.info, "must be true or false, not " + std::string(text));
    case FieldKind::Integer:
    case FieldKind::Real: break;
    }
    double number = 0;
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end || !std::isfinite(number)) {
        return invalid(field.info, "must be a number, not " + std::string(text));
    }
    return setField(field, FieldValue(number));
}

std::string fieldText(const FieldValue& value)
{
    if (const auto* boolean = std::get_if<bool>(&value)) {
        return *boolean ? "true" : "false";
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*integer);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return numberText(*real);
    }
    return std::get<std::string>(value);
}

Result<Field*> findField(std::vector<Field>& fields, std::string_view name)
{
    std::vector<std::string> names;
    for (Field& field : fields) {
        if (field.info.name == name) {
            return &field;
        }
        names.push_back(field.info.name);
    }
    return Error{ErrorCode::SettingUnknown, std::string(name) + "; nearest: " + nearestName(name, names), {}};
}

std::string nearestName(std::string_view text, const std::vector<std::string>& candidates)
{
    const auto nearest = std::min_element(candidates.begin(), candidates.end(),
                                          [text](const std::string& left, const std::string& right) {
                                              return editDistance(text, left) < editDistance(text, right);
                                          });
    return nearest == candidates.end() ? std::string() : *nearest;
}

} // namespace saccade
