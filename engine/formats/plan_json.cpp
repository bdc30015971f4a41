#include "engine/formats/plan_json.h"

#include <charconv>

#include "engine/formats/changes_json.h"
#include "engine/formats/layer_json.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kVersionKey = "formatVersion";

} // namespace

/// The seed is text: a number of JSON holds no 64 bits.
template <typename Io>
void describe(Io& io, SplitRule& rule)
{
    io("validationShare", rule.validationShare);
    io("testShare", rule.testShare);
    std::string seed = std::to_string(rule.seed);
    io("seed", seed);
    if constexpr (std::is_same_v<Io, JsonReader>) {
        const auto [end, error] = std::from_chars(seed.data(), seed.data() + seed.size(), rule.seed);
        if (error != std::errc() || end != seed.data() + seed.size()) {
            io.keep(Error{ErrorCode::FormatInvalid, "split.seed is no whole number of 64 bits", {}});
        }
    }
}

/// A member that is left out when there is nothing to say.
template <typename Io, typename T>
void describeIfThere(Io& io, const char* key, std::optional<T>& value)
{
    if constexpr (std::is_same_v<Io, JsonReader>) {
        if (io.has(key)) {
            io(key, value.emplace());
        }
    } else if (value) {
        io(key, *value);
    }
}

template <typename Io>
void describe(Io& io, DataSetReference& data)
{
    io("name", data.name);
    io("source", data.source);
    io("id", data.id);
    io("classNames", data.classNames);
    io("size", data.size);
    io.namedOrDefault("resize", data.resize, kResizeModeNames); // plans are older than modes
    describeIfThere(io, "split", data.split);                   // than splits
    io.optional("changes", data.changes);                       // and than changes
}

template <typename Io>
void describe(Io& io, StartPoint& start)
{
    io("run", start.run);
    io("epoch", start.epoch);
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
    describeIfThere(io, "start", plan.start);
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
