#include "engine/training/train_plan.h"

#include <algorithm>

#include "engine/network/families.h"
#include "engine/network/head_dropout.h"
#include "engine/training/group_rules.h"
#include "engine/training/probes.h"
#include "engine/training/size_schedule.h"

namespace saccade {

namespace {

constexpr double kGoOnRate = 0.3; // the full rate first unlearns what the weights know

Result<LayerGraph> networkOf(const TrainSettings& settings, const NetworkRequest& request, const LayerGraph* ownGraph)
{
    if (!isGraphFile(settings.network)) {
        return buildNetwork(settings.network, request);
    }
    if (ownGraph == nullptr) {
        return Error{ErrorCode::NetworkUnknown, "the file was not read", settings.network};
    }
    if (const Result<GraphSummary> sound = summarise(*ownGraph); !sound) {
        return sound.error();
    }
    LayerGraph graph = *ownGraph;
    std::get<InputLayer>(graph.nodes.front().layer).normalisation = request.normalisation;
    return graph;
}

} // namespace

DataSetReference referenceTo(const DataSet& dataSet)
{
    return {dataSet.name, dataSet.source, dataSet.id,    dataSet.classNames,
            dataSet.size, dataSet.resize, dataSet.split, dataSet.changes};
}

Result<TrainPlan> draftPlan(const TrainSettings& settings, const DataSet& dataSet, const std::string& preset,
                            const LayerGraph* ownGraph)
{
    if (const Result<void> checked = validateSettings(settings); !checked) {
        return checked.error();
    }
    if (dataSet.classNames.size() < 2) {
        return Error{ErrorCode::TooFewClasses, std::to_string(dataSet.classNames.size()), dataSet.source};
    }
    if (dataSet.indicesOf(Part::Training).empty()) {
        return Error{ErrorCode::SplitEmpty, partName(Part::Training), dataSet.source};
    }
    const NetworkRequest request{dataSet.size, static_cast<int>(dataSet.classNames.size()), {}, settings.width};
    Result<LayerGraph> graph = networkOf(settings, request, ownGraph);
    if (!graph) {
        return graph.error();
    }
    TrainPlan plan;
    plan.preset = preset;
    plan.settings = settings;
    plan.data = referenceTo(dataSet);
    plan.network = withHeadDropout(std::move(*graph), settings.dropout);
    if (!canBeginWith(firstStages(settings, dataSet.size), plan.network)) {
        plan.settings.firstScale = 1;
    }
    plan.groups = optimiserGroups(settings, plan.network);
    if (const Result<void> applied =
            applyGroupRules(*parseGroupRules(settings.groups), settings.epochs, plan.network, plan.groups);
        !applied) {
        return applied.error();
    }
    plan.probes = chooseProbes(dataSet, settings.seed);
    return plan;
}

void completePlan(TrainPlan& plan, const DataSet& dataSet)
{
    auto* input = plan.network.nodes.empty() ? nullptr : std::get_if<InputLayer>(&plan.network.nodes.front().layer);
    if (input != nullptr && plan.start && plan.start->loaded && !plan.start->loaded->plans.empty()) {
        input->normalisation = plan.start->loaded->plans.front().network.input().normalisation; // its weights know it
        return;
    }
    if (input != nullptr && dataSet.pixels != nullptr && plan.settings.normalise == NormaliseKind::DataSet) {
        input->normalisation = computeNormalisation(dataSet, dataSet.indicesOf(Part::Training));
    }
}

Result<TrainPlan> makePlan(const TrainSettings& settings, const DataSet& dataSet, const std::string& preset)
{
    Result<TrainPlan> plan = draftPlan(settings, dataSet, preset);
    if (plan) {
        completePlan(*plan, dataSet);
    }
    return plan;
}

TrainSettings settingsToGoOn(const TrainPlan& plan)
{
    const TrainSettings open;
    TrainSettings settings = plan.settings;
    settings.device = open.device;
    settings.precision = open.precision;
    settings.replicas = open.replicas;
    settings.learningRate *= plan.start ? 1 : kGoOnRate;
    return settings;
}

DataSet dataSetAsIn(const TrainPlan& plan, const DataSet& dataSet)
{
    return withChanges(withSplit(dataSet, splitRuleOf(plan)), plan.data.changes);
}

std::optional<std::size_t> countSeenByStart(const TrainPlan& plan, const DataSet& dataSet, Part part)
{
    if (!plan.start || !plan.start->loaded) {
        return {};
    }
    const std::vector<std::int32_t> now = dataSet.indicesOf(part);
    std::vector<bool> isSeen(dataSet.count(), false);
    for (const TrainPlan& earlier : plan.start->loaded->plans) {
        if (earlier.data.id != dataSet.id) {
            return {};
        }
        for (const std::int32_t index : dataSetAsIn(earlier, dataSet).indicesOf(Part::Training)) {
            isSeen[static_cast<std::size_t>(index)] = true;
        }
    }
    return static_cast<std::size_t>(std::count_if(
        now.begin(), now.end(), [&](std::int32_t index) { return isSeen[static_cast<std::size_t>(index)]; }));
}

SplitRule splitRuleOf(const TrainSettings& settings)
{
    SplitRule rule;
    rule.validationShare = settings.validationShare;
    rule.seed = settings.seed;
    return rule;
}

SplitRule splitRuleOf(const TrainPlan& plan)
{
    return plan.data.split.value_or(splitRuleOf(plan.settings));
}

} // namespace saccade
