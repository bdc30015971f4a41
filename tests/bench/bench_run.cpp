// bench_run [SETTING=VALUE]...: one run of preset quick on the built-in sample, with its events on standard output.

#include <chrono>
#include <cstdio>
#include <string>

#include "engine/data/sample_shapes.h"
#include "engine/data/split.h"
#include "engine/training/trainer.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

namespace {

using namespace saccade;

class PrintingObserver final : public TrainObserver
{
public:
    void phaseChanged(TrainPhase phase) override
    {
        std::printf("phase %d at %.2f s\n", static_cast<int>(phase), seconds());
    }
    void planResolved(const TrainPlan& plan) override
    {
        std::printf("precision %d, replicas %d, batch %d, epochs %.3f\n", static_cast<int>(plan.settings.precision),
                    plan.settings.replicas, plan.settings.batchSize, plan.settings.epochs);
    }
    void batchDone(const BatchPoint& point) override
    {
        if (point.step % 20 == 0) {
            std::printf("step %lld loss %.4f accuracy %.3f\n", static_cast<long long>(point.step), point.loss,
                        point.accuracy);
        }
    }
    void epochDone(const EpochPoint& point) override
    {
        std::printf("epoch %.2f train %.4f %.3f validation %.4f %.3f, %.0f images/s, waiting %.1f %%\n", point.epoch,
                    point.trainLoss, point.trainAccuracy, point.validationLoss.value_or(0),
                    point.validationAccuracy.value_or(0), point.imagesPerSecond, 100 * point.shares.waiting);
    }
    void snapshotTaken(const Snapshot&) override {}
    void probesDone(const ProbePoint&) override {}
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

int fail(const Error& error)
{
    std::fprintf(stderr, "%s: %s\n", errorCodeName(error.code), error.detail.c_str());
    return 1;
}

Result<TrainSettings> settingsFrom(int argc, char** argv, std::size_t images)
{
    Result<TrainSettings> settings = presetSettings("quick", images);
    for (int i = 1; settings && i < argc; ++i) {
        const std::string text = argv[i];
        const std::size_t equals = text.find('=');
        std::vector<Field> all = fields(*settings);
        const Result<Field*> field = findField(all, text.substr(0, equals));
        if (!field) {
            return field.error();
        }
        if (const Result<void> set = setFieldFromText(**field, text.substr(equals + 1)); !set) {
            return set.error();
        }
    }
    return settings;
}

} // namespace

int main(int argc, char** argv)
{
    const Result<DataSet> rendered = renderSampleDataSet();
    if (!rendered) {
        return fail(rendered.error());
    }
    const Result<TrainSettings> settings = settingsFrom(argc, argv, kSampleTrainingCount);
    if (!settings) {
        return fail(settings.error());
    }
    const DataSet set = withSplit(*rendered, {settings->validationShare, 0.15, settings->seed});
    const Result<TrainPlan> plan = makePlan(*settings, set, "quick");
    if (!plan) {
        return fail(plan.error());
    }
    PrintingObserver observer;
    const RunReport report = saccadeComputeEngine()->createTrainer()->run(*plan, set, observer, {});
    if (report.error) {
        return fail(*report.error);
    }
    std::printf("test accuracy %.4f loss %.4f after %.2f s in all, %.2f s of them training and validation\n",
                report.testAccuracy.value_or(0), report.testLoss.value_or(0), observer.seconds(), report.seconds);
    return 0;
}
