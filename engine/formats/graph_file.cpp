#include "engine/formats/graph_file.h"

#include "engine/base/atomic_file.h"
#include "engine/formats/layer_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kVersionKey = "formatVersion";
constexpr std::size_t kLargestFile = std::size_t{16} << 20;

/// The version is taken out, so that what is left is a graph as a plan holds it.
Result<void> takeVersion(json& value)
{
    if (!value.is_object() || !value.contains(kVersionKey)) {
        return {};
    }
    const json version = value[kVersionKey];
    value.erase(kVersionKey);
    if (!version.is_number_integer() || version < 1) {
        return Error{ErrorCode::FormatInvalid, std::string(kVersionKey) + ": is no whole number from 1", {}};
    }
    if (version > kGraphFormatVersion) {
        return Error{ErrorCode::FormatTooNew, "version " + dumpJson(version, -1), {}};
    }
    return {};
}

} // namespace

std::string encodeGraphFile(const LayerGraph& graph)
{
    json value = graphToJson(graph);
    value[kVersionKey] = kGraphFormatVersion;
    return dumpJson(value);
}

Result<LayerGraph> decodeGraphFile(std::string_view text)
{
    Result<json> value = parseJson(text);
    if (!value) {
        return value.error();
    }
    if (const Result<void> version = takeVersion(*value); !version) {
        return version.error();
    }
    return graphFromJson(*value, {});
}

Result<LayerGraph> readGraphFile(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLargestFile);
    if (!bytes) {
        return bytes.error();
    }
    Result<LayerGraph> graph = decodeGraphFile({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!graph) {
        Error error = graph.error();
        error.path = path;
        return error;
    }
    return graph;
}

Result<void> writeGraphFile(const std::filesystem::path& path, const LayerGraph& graph)
{
    return writeFileAtomically(path, std::string_view(encodeGraphFile(graph)));
}

namespace {

Result<TrainPlan> draftWithGraph(const TrainSettings& settings, const DataSet& dataSet, const std::string& preset,
                                 const std::optional<StartPoint>& start)
{
    if (!isGraphFile(settings.network)) {
        return draftPlan(settings, dataSet, preset);
    }
    if (start && start->loaded && !start->loaded->plans.empty() &&
        start->loaded->plans.front().settings.network == settings.network) {
        return draftPlan(settings, dataSet, preset, &start->loaded->plans.front().network);
    }
    const Result<LayerGraph> graph = readGraphFile(settings.network);
    return graph ? draftPlan(settings, dataSet, preset, &*graph) : Result<TrainPlan>(graph.error());
}

} // namespace

Result<TrainPlan> draftPlanFor(const TrainSettings& settings, const DataSet& dataSet, const std::string& preset,
                               const std::optional<StartPoint>& start)
{
    Result<TrainPlan> plan = draftWithGraph(settings, dataSet, preset, start);
    if (plan) {
        plan->start = start;
    }
    return plan;
}

Result<TrainPlan> planFor(const TrainSettings& settings, const DataSet& dataSet, const std::string& preset,
                          const std::optional<StartPoint>& start)
{
    Result<TrainPlan> plan = draftPlanFor(settings, dataSet, preset, start);
    if (plan) {
        completePlan(*plan, dataSet);
    }
    return plan;
}

} // namespace saccade
