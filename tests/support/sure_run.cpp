#include "tests/support/sure_run.h"

#include <cmath>

#include "engine/runs/run_recorder.h"

using namespace saccade;

namespace {

std::shared_ptr<const PredictionTable> sureTable(int first, bool keepsProbabilities, int wrongEvery)
{
    PredictionTable table;
    table.classCount = 3;
    for (int i = 0; i < kSureImages; ++i) {
        const int label = i % 3;
        const int predicted = i / 3 % wrongEvery == 0 ? (label + 1) % 3 : label;
        // Some images are less sure than others, so that there is a curve.
        const float confidence = 0.95F - 0.001F * static_cast<float>(i % 50);
        const float rest = (1 - confidence) / 2;
        table.indices.push_back(first + i);
        table.labels.push_back(label);
        table.predicted.push_back(predicted);
        table.confidences.push_back(confidence);
        table.losses.push_back(-std::log(predicted == label ? confidence : rest));
        for (int other = 0; keepsProbabilities && other < 3; ++other) {
            table.probabilities.push_back(other == predicted ? confidence : rest);
        }
    }
    return std::make_shared<const PredictionTable>(std::move(table));
}

TrainPlan surePlan()
{
    LinearLayer linear;
    linear.outFeatures = 3;
    TrainPlan plan;
    plan.settings.network = "speed-net";
    plan.data = {"my data", "/somewhere/my data", "abc", {"cat", "dog", "owl"}, {2, 2, 1}, ResizeMode::Squash, {}, {}};
    plan.network.nodes = {
        {"input", InputLayer{{2, 2, 1}, {}}, {}}, {"flatten", FlattenLayer{}, {0}}, {"answers", linear, {1}}};
    plan.groups = optimiserGroups(plan.settings, plan.network);
    return plan;
}

std::shared_ptr<const NamedTensors> someWeights()
{
    return std::make_shared<const NamedTensors>(NamedTensors{{"answers.weight", {{3, 4}, std::vector<float>(12, 1)}},
                                                             {"answers.bias", {{3}, {0.5F, 0.25F, 0}}}});
}

} // namespace

std::filesystem::path recordSureRun(const std::filesystem::path& root, bool keepsProbabilities, int wrongEvery)
{
    auto recorder = RunRecorder::create(root, surePlan());
    if (!recorder) {
        return {};
    }
    for (int step = 1; step <= 3; ++step) {
        EpochPoint point;
        point.step = step;
        point.epoch = step;
        point.trainLoss = 1.0 / step;
        point.trainAccuracy = 0.75;
        point.validationLoss = 1;
        point.validationAccuracy = 0.75;
        point.isBest = step == 1;
        point.predictions = sureTable(0, keepsProbabilities, wrongEvery);
        (*recorder)->epochDone(point);
    }
    RunReport report;
    report.steps = 3;
    report.epochs = 3;
    report.bestStep = 1;
    report.bestEpoch = 1;
    report.bestValidationAccuracy = report.testAccuracy = 0.75;
    report.testLoss = 1;
    report.bestTensors = someWeights();
    report.testPredictions = sureTable(kSureImages, keepsProbabilities, wrongEvery);
    return (*recorder)->finish(report) ? (*recorder)->path() : std::filesystem::path();
}
