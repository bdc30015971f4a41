#include "tests/runs/run_fixtures.h"

using namespace saccade;

TrainPlan tinyPlan()
{
    LinearLayer linear;
    linear.outFeatures = 3;
    TrainPlan plan;
    plan.settings.network = "speed-net";
    plan.data = {"my data", "/somewhere/my data", "abc", {"cat", "dog", "owl"}, {2, 2, 1}, ResizeMode::Squash, {}, {}};
    plan.network.nodes = {
        {"input", InputLayer{{2, 2, 1}, {}}, {}}, {"flatten", FlattenLayer{}, {0}}, {"linear", linear, {1}}};
    plan.groups = optimiserGroups(plan.settings, plan.network);
    return plan;
}

std::shared_ptr<const PredictionTable> fiveImages()
{
    PredictionTable table;
    table.indices = {4, 0, 2, 9, 7};
    table.labels = {0, 0, 1, 1, 2};
    table.predicted = {0, 0, 1, 2, 0};
    table.confidences = {0.5F, 0.6F, 0.7F, 0.8F, 0.9F};
    table.losses = {0.5F, 0.25F, 0.25F, 2.F, 2.F};
    table.classCount = 3;
    table.probabilities.assign(15, 0.25F);
    return std::make_shared<const PredictionTable>(table);
}

std::shared_ptr<const NamedTensors> weightsOf(float value)
{
    return std::make_shared<const NamedTensors>(NamedTensors{{"linear.weight", {{3, 4}, std::vector<float>(12, value)}},
                                                             {"linear.bias", {{3}, {value, value, value}}}});
}

void recordTwoSteps(TrainObserver& observer)
{
    for (int step = 1; step <= 2; ++step) {
        observer.batchDone({step, step / 3.0, 0.1 * step, 1.0 / 3, 1e-7, 0.125});
        EpochPoint point;
        point.step = step;
        point.epoch = step / 3.0;
        point.trainLoss = 2.0 / 7;
        point.trainAccuracy = 0.1;
        point.validationLoss = 0.1 + 0.2;
        point.validationAccuracy = step == 1 ? 0.6 : 0.4;
        point.learningRate = 1e-300;
        point.imagesPerSecond = 12345.678;
        point.shares = {0.75, 0.125, 0.125};
        point.seconds = 3.5;
        point.isBest = step == 1;
        point.predictions = fiveImages();
        observer.epochDone(point);
        observer.snapshotTaken({step, step / 3.0, weightsOf(static_cast<float>(step))});
    }
}

RunReport completedReport()
{
    RunReport report;
    report.steps = 2;
    report.epochs = 2.0 / 3;
    report.seconds = 1.1;
    report.shares = TimeShares{0.625, 0.25, 0.125};
    report.bestStep = 1;
    report.bestEpoch = 1.0 / 3;
    report.bestValidationAccuracy = 0.6;
    report.testAccuracy = 0.6;
    report.testLoss = 1;
    report.bestTensors = weightsOf(1);
    report.testPredictions = fiveImages();
    return report;
}
