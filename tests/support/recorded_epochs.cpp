#include "tests/support/recorded_epochs.h"

#include "engine/runs/run_recorder.h"
#include "engine/training/train_plan.h"

using namespace saccade;

namespace {

std::shared_ptr<const PredictionTable> answersOf(const DataSet& dataSet, Part part, int wrong)
{
    auto table = std::make_shared<PredictionTable>();
    table->classCount = static_cast<int>(dataSet.classNames.size());
    for (const std::int32_t index : dataSet.indicesOf(part)) {
        const std::int32_t label = (*dataSet.samples)[static_cast<std::size_t>(index)].label;
        const bool isWrong = static_cast<int>(table->count()) < wrong;
        table->indices.push_back(index);
        table->labels.push_back(label);
        table->predicted.push_back(isWrong ? (label + 1) % table->classCount : label);
        table->confidences.push_back(0.75F);
        table->losses.push_back(0.25F);
    }
    return table;
}

std::shared_ptr<const NamedTensors> weightsOf(float value)
{
    NamedTensors tensors;
    tensors["answers"] = {{3}, {value, value, value}};
    return std::make_shared<const NamedTensors>(std::move(tensors));
}

void recordEpoch(RunRecorder& recorder, const DataSet& dataSet, int epoch, int wrong)
{
    EpochPoint point;
    point.step = epoch * 10;
    point.epoch = epoch;
    point.predictions = answersOf(dataSet, Part::Validation, wrong);
    const auto images = static_cast<double>(point.predictions->count());
    point.validationAccuracy = (images - wrong) / images;
    point.validationLoss = 0.5;
    point.isBest = epoch <= 2;
    recorder.epochDone(point);
    recorder.snapshotTaken({point.step, point.epoch, weightsOf(static_cast<float>(epoch))});
}

} // namespace

std::filesystem::path recordThreeEpochs(const std::filesystem::path& runsFolder, const DataSet& dataSet)
{
    const Result<TrainPlan> plan = makePlan({}, dataSet);
    if (!plan) {
        return {};
    }
    const Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(runsFolder, *plan);
    if (!recorder) {
        return {};
    }
    recordEpoch(**recorder, dataSet, 1, 3);
    recordEpoch(**recorder, dataSet, 2, 1);
    recordEpoch(**recorder, dataSet, 3, 2);
    RunReport report;
    report.steps = 30;
    report.epochs = 3;
    report.bestStep = 20;
    report.bestEpoch = 2;
    report.testAccuracy = 0.99;
    report.testLoss = 0.1;
    report.testPredictions = answersOf(dataSet, Part::Test, 1);
    report.bestTensors = weightsOf(2);
    return (*recorder)->finish(report) ? (*recorder)->path() : std::filesystem::path();
}
