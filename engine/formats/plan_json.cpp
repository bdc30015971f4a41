#include "engine/formats/plan_json.h"

#include <array>

#include "engine/formats/layer_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> kUpdateRules{"sgd", "adam", "adamw", "muon"};
constexpr const char* kVersionKey = "formatVersion";

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

/// What the file does not name keeps its default.
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

Result<void> checkVersion(const json& value)
{
    const auto version = value.is_object() ? value.find(kVersionKey) : value.end();
    if (!value.is_object() || version == value.end() || !version->is_number_integer() || *version < 1) {
        return Error{ErrorCode::FormatInvalid, std::string(kVersionKey) + ": is missing or no whole number", {}};
    }
    if (*version > kPlanFormatVersion) {
        return Error{ErrorCode::FormatTooNew, "version " + dumpJson(*version, -1), {}};
    }
    return {};
}

} // namespace

template <typename Io>
void describe(Io& io, DataSetReference& data)
{
    io("name", data.name);
    io("source", data.source);
    io("id", data.id);
    io("classNames", data.classNames);
    io("size", data.size);
}

template <typename Io>
void describe(Io& io, OptimiserGroup& group)
{
    io("pattern", group.pattern);
    io.named("rule", group.rule, kUpdateRules);
    io("learningRate", group.learningRate);
    io("momentum", group.momentum);
    io("weightDecay", group.weightDecay);
    io.always("endsAtEpoch", group.endsAtEpoch);
    io("epsilon", group.epsilon);
}

namespace {

/// What is plain in a plan; settings and network have rules of their own.
template <typename Io>
void describePlain(Io& io, TrainPlan& plan)
{
    io("preset", plan.preset);
    io("data", plan.data);
    io("groups", plan.groups);
    io("probes", plan.probes);
}

} // namespace

std::string encodePlan(const TrainPlan& plan)
{
    TrainPlan copy = plan;
    JsonWriter writer;
    describePlain(writer, copy);
    json value = writer.take();
    value[kVersionKey] = kPlanFormatVersion;
    value["settings"] = json::object();
    for (const Field& field : fields(copy.settings)) {
        value["settings"][field.info.name] = fieldToJson(field.get());
    }
    value["network"] = graphToJson(plan.network);
    return dumpJson(value);
}

Result<TrainPlan> decodePlan(std::string_view text)
{
    const Result<json> value = parseJson(text);
    if (!value) {
        return value.error();
    }
    if (const Result<void> version = checkVersion(*value); !version) {
        return version.error();
    }
    TrainPlan plan;
    JsonReader reader(*value, {});
    (void)reader.member(kVersionKey);
    if (const json* settings = reader.member("settings")) {
        reader.keep(readSettings(*settings, plan.settings));
    }
    if (const json* network = reader.member("network")) {
        Result<LayerGraph> graph = graphFromJson(*network, "network");
        if (graph) {
            plan.network = std::move(graph).value();
        } else {
            reader.keep(graph.error());
        }
    }
    describePlain(reader, plan);
    if (const Result<void> read = reader.finish(); !read) {
        return read.error();
    }
    return plan;
}

} // namespace saccade
