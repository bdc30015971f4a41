#include "tests/pages/scripted_run.h"

using namespace saccade;

namespace {

EpochPoint validation(std::int64_t step, double epoch)
{
    EpochPoint point;
    point.step = step;
    point.epoch = epoch;
    point.trainLoss = 1 / (1 + epoch);
    point.trainAccuracy = 1 - 0.5 / (1 + epoch);
    point.validationLoss = 1.1 / (1 + epoch);
    point.validationAccuracy = 1 - 0.6 / (1 + epoch);
    point.learningRate = 0.1;
    point.imagesPerSecond = 1000;
    point.seconds = static_cast<double>(step) * 0.1 + epoch;
    point.isBest = true;
    return point;
}

ProbePoint answers(const TrainPlan& plan, std::int64_t step, double epoch)
{
    return {step, epoch, std::vector<std::int32_t>(plan.probes.size(), 0),
            std::vector<float>(plan.probes.size(), 0.9F)};
}

} // namespace

RunReport scriptedRun(const TrainPlan& plan, TrainObserver& observer, std::stop_token stop, int epochs)
{
    RunReport report;
    observer.phaseChanged(TrainPhase::Preparing);
    observer.planResolved(plan);
    observer.phaseChanged(TrainPhase::Training);
    for (int step = 1; step <= epochs * 10 && !stop.stop_requested(); ++step) {
        const double epoch = step / 10.0;
        observer.batchDone({step, epoch, 1 / (1 + epoch), 1 - 1 / (1 + epoch), 0.1, step * 0.1});
        report.steps = step;
        report.epochs = epoch;
        if (step % 10 == 0) {
            observer.epochDone(validation(step, epoch));
            observer.probesDone(answers(plan, step, epoch));
            report.bestStep = step;
            report.bestEpoch = epoch;
            report.bestValidationAccuracy = 1 - 0.6 / (1 + epoch);
        }
    }
    report.reason = stop.stop_requested() ? EndReason::Stopped : EndReason::Completed;
    return report;
}
