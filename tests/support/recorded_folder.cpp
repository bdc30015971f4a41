#include "tests/support/recorded_folder.h"

#include "engine/runs/run_recorder.h"

using namespace saccade;

namespace {

TrainPlan planFor(const DataSet& dataSet)
{
    LinearLayer linear;
    linear.outFeatures = static_cast<int>(dataSet.classNames.size());
    TrainPlan plan;
    plan.settings.network = "speed-net";
    plan.data = referenceTo(dataSet);
    plan.network.nodes = {
        {"input", InputLayer{dataSet.size, {}}, {}}, {"flatten", FlattenLayer{}, {0}}, {"answers", linear, {1}}};
    plan.groups = optimiserGroups(plan.settings, plan.network);
    return plan;
}

std::shared_ptr<const PredictionTable> predictionsFor(const DataSet& dataSet)
{
    PredictionTable table;
    table.classCount = static_cast<int>(dataSet.classNames.size());
    for (const std::int32_t index : dataSet.indicesOf(Part::Test)) {
        const std::int32_t label = (*dataSet.samples)[static_cast<std::size_t>(index)].label;
        const bool isWrong = table.indices.size() % 4 == 3;
        table.indices.push_back(index);
        table.labels.push_back(label);
        table.predicted.push_back(isWrong ? (label + 1) % table.classCount : label);
        table.confidences.push_back(0.5F);
        table.losses.push_back(0.7F);
        table.probabilities.insert(table.probabilities.end(), dataSet.classNames.size(), 0.5F);
    }
    return std::make_shared<const PredictionTable>(std::move(table));
}

std::shared_ptr<const NamedTensors> tensorsFor(const DataSet& dataSet, float weight)
{
    const auto classes = static_cast<std::int64_t>(dataSet.classNames.size());
    const auto inputs = static_cast<std::int64_t>(dataSet.size.bytes());
    return std::make_shared<const NamedTensors>(NamedTensors{
        {"answers.weight", {{classes, inputs}, std::vector<float>(static_cast<std::size_t>(classes * inputs), weight)}},
        {"answers.bias", {{classes}, std::vector<float>(dataSet.classNames.size(), 0)}}});
}

RunReport reportFor(const DataSet& dataSet, bool goesOn)
{
    RunReport report;
    report.steps = goesOn ? 3 : 1;
    report.epochs = goesOn ? 3 : 1;
    report.bestStep = 1;
    report.bestEpoch = 1;
    report.testAccuracy = 0.75;
    report.testLoss = 0.7;
    report.testPredictions = predictionsFor(dataSet);
    report.bestTensors = tensorsFor(dataSet, 0.01F);
    return report;
}

} // namespace

std::shared_ptr<const RunFolder> recordedFolder(const std::filesystem::path& path, const DataSet& dataSet, bool goesOn)
{
    Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(path, planFor(dataSet), true);
    if (recorder && goesOn) {
        (*recorder)->snapshotTaken({3, 3, tensorsFor(dataSet, 0.02F)});
    }
    if (!recorder || !(*recorder)->finish(reportFor(dataSet, goesOn))) {
        return nullptr;
    }
    Result<RunFolder> run = openRunFolder(path);
    return run ? std::make_shared<const RunFolder>(*std::move(run)) : nullptr;
}
