#include "engine/formats/plan_json.h"

#include "engine/formats/layer_json.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kVersionKey = "formatVersion";

} // namespace

template <typename Io>
void describe(Io& io, DataSetReference& data)
{
    io("name", data.name);
    io("source", data.source);
    io("id", data.id);
    io("classNames", data.classNames);
    io("size", data.size);
    io.namedOrDefault("resize", data.resize, kResizeModeNames); // plans are older than modes
}

template <typename Io>
void describe(Io& io, OptimiserGroup& group)
{
    io("pattern", group.pattern);
    io.named("rule", group.rule, kUpdateRuleNames);
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
    value["settings"] = settingsToJson(plan.settings);
    value["network"] = graphToJson(plan.network);
    return dumpJson(value);
}

Result<TrainPlan> decodePlan(std::string_view text)
{
    const Result<json> value = parseJson(text);
    if (!value) {
        return value.error();
    }
    if (const Result<void> version = checkFormatVersion(*value, kVersionKey, kPlanFormatVersion); !version) {
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
