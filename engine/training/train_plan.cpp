#include "engine/training/train_plan.h"

#include <algorithm>

#include "engine/network/families.h"
#include "engine/training/probes.h"

namespace saccade {

namespace {

DataSetReference referenceTo(const DataSet& dataSet)
{
    return {dataSet.name, dataSet.source, dataSet.id, dataSet.classNames, dataSet.size};
}

} // namespace

Result<TrainPlan> makePlan(const TrainSettings& settings, const DataSet& dataSet, const std::string& preset)
{
    if (const Result<void> checked = validateSettings(settings); !checked) {
        return checked.error();
    }
    if (dataSet.classNames.size() < 2) {
        return Error{ErrorCode::TooFewClasses, std::to_string(dataSet.classNames.size()), dataSet.source};
    }
    const std::vector<std::int32_t> training = dataSet.indicesOf(Part::Training);
    if (training.empty()) {
        return Error{ErrorCode::SplitEmpty, partName(Part::Training), dataSet.source};
    }
    NetworkRequest request{dataSet.size, static_cast<int>(dataSet.classNames.size()), {}};
    if (settings.normalise == NormaliseKind::DataSet) {
        request.normalisation = computeNormalisation(dataSet, training);
    }
    Result<LayerGraph> graph = buildNetwork(settings.network, request);
    if (!graph) {
        return graph.error();
    }
    TrainPlan plan;
    plan.preset = preset;
    plan.settings = settings;
    plan.data = referenceTo(dataSet);
    plan.groups = optimiserGroups(settings, *graph);
    plan.network = std::move(*graph);
    plan.probes = chooseProbes(dataSet, settings.seed);
    return plan;
}

} // namespace saccade
