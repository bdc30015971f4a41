// bench_run [--cifar FOLDER] [--every N] [--then EPOCHS] [--answers] [SETTING=VALUE]...: one run of preset quick on the
// built-in sample, or on the CIFAR files of a folder, with its events on standard output: every 20th step's loss, or
// every Nth. --then: then one that goes on from its best weights. --answers: what those weights say of the test images
// on the processor, beside what they said where they were trained.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/pixel_block.h"
#include "engine/data/raw_source.h"
#include "engine/data/sample_shapes.h"
#include "engine/data/split.h"
#include "engine/metrics/answer_difference.h"
#include "engine/training/trainer.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

namespace {

using namespace saccade;

struct Arguments
{
    std::string cifarFolder; // empty: the built-in sample
    std::int64_t every = 20;
    double thenEpochs = 0; // 0: no second run
    bool comparesAnswers = false;
    std::vector<std::string> settings;
};

class PrintingObserver final : public TrainObserver
{
public:
    explicit PrintingObserver(std::int64_t every) : m_every(every) {}

    void phaseChanged(TrainPhase phase) override
    {
        std::printf("phase %d at %.2f s\n", static_cast<int>(phase), seconds());
    }
    void planResolved(const TrainPlan& plan) override
    {
        std::printf("device %s, precision %d, replicas %d, batch %d, epochs %.3f\n", plan.settings.device.c_str(),
                    static_cast<int>(plan.settings.precision), plan.settings.replicas, plan.settings.batchSize,
                    plan.settings.epochs);
    }
    void batchDone(const BatchPoint& point) override
    {
        if (point.step % m_every == 0) {
            std::printf("step %lld loss %.9g accuracy %.4f\n", static_cast<long long>(point.step), point.loss,
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
    std::int64_t m_every;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

int fail(const Error& error)
{
    std::fprintf(stderr, "%s: %s\n", errorCodeName(error.code), error.detail.c_str());
    return 1;
}

Result<TrainSettings> settingsFrom(const std::vector<std::string>& texts, std::size_t images)
{
    Result<TrainSettings> settings = presetSettings("quick", images);
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (!settings || equals == std::string::npos) {
            return settings ? Result<TrainSettings>(Error{ErrorCode::SettingUnknown, text, {}}) : settings;
        }
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

/// The room that opens data sets needs OpenCV, which this program is built without: these files need no decoder.
Result<DataSet> openCifar(const std::string& folder)
{
    const Result<std::unique_ptr<RawSource>> source = openRawSource(folder);
    if (!source || !*source) {
        return source ? Error{ErrorCode::SourceUnsupported, "no CIFAR files", folder} : source.error();
    }
    DataSet set;
    std::vector<RawImage> images;
    const Result<void> read = (*source)->read([&](RawImage image) {
        images.push_back(std::move(image));
        return true;
    });
    const Result<RawLayout> layout = (*source)->layout();
    if (!read || !layout || images.empty()) {
        return read ? (layout ? Error{ErrorCode::FormatInvalid, "no image", folder} : layout.error()) : read.error();
    }
    const auto samples = std::make_shared<std::vector<Sample>>();
    const auto pixels = std::make_shared<PixelBlock>(images.front().pixels.size, images.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        pixels->write(i, viewOf(images[i].pixels));
        samples->push_back({images[i].name, layout->labels[i], layout->parts[i]});
    }
    set.name = set.source = set.id = folder;
    set.classNames = layout->classNames;
    set.size = images.front().pixels.size;
    set.samples = samples;
    set.pixels = set.thumbnails = pixels;
    set.hasGivenTest = layout->hasGivenTest;
    return set;
}

Arguments argumentsOf(int argc, char** argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string text = argv[i];
        if (text == "--cifar" && i + 1 < argc) {
            arguments.cifarFolder = argv[++i];
        } else if (text == "--every" && i + 1 < argc) {
            arguments.every = std::max(1, std::atoi(argv[++i]));
        } else if (text == "--then" && i + 1 < argc) {
            arguments.thenEpochs = std::max(0.0, std::atof(argv[++i]));
        } else if (text == "--answers") {
            arguments.comparesAnswers = true;
        } else {
            arguments.settings.push_back(text);
        }
    }
    return arguments;
}

void printEnd(const char* title, const RunReport& report, const PrintingObserver& observer)
{
    std::printf("%s %.4f loss %.4f after %.2f s in all, %.2f s of them training and validation\n", title,
                report.testAccuracy.value_or(0), report.testLoss.value_or(0), observer.seconds(), report.seconds);
}

int goOn(const TrainPlan& plan, const DataSet& set, const RunReport& report, const Arguments& arguments)
{
    TrainPlan next = plan;
    next.settings = settingsToGoOn(plan);
    next.settings.epochs = arguments.thenEpochs;
    next.settings.device = plan.settings.device;
    const LoadedStart start{*report.bestTensors, {plan}};
    next.start = StartPoint{"the run before", report.bestEpoch, std::make_shared<const LoadedStart>(start)};
    PrintingObserver observer(arguments.every);
    const RunReport second = saccadeComputeEngine()->createTrainer()->run(next, set, observer, {});
    if (second.error) {
        return fail(*second.error);
    }
    printEnd("gone on: test accuracy", second, observer);
    return 0;
}

/// Every export is written from these weights and tried on the processor.
int compareWithProcessor(const TrainPlan& plan, const DataSet& set, const RunReport& report)
{
    const PredictionTable& before = *report.testPredictions;
    const Result<PredictionTable> after = saccadeComputeEngine()->evaluate(plan.network, *report.bestTensors, set,
                                                                           before.indices, EvaluationViews::Single, {});
    if (!after) {
        return fail(after.error());
    }
    const AnswerDifference apart = compareAnswers(before.probabilities, after->probabilities, before.labels,
                                                  static_cast<std::size_t>(before.classCount));
    std::printf("answers of the processor: %lld images, %.3g apart, %lld labels changed, accuracy %.4f and %.4f\n",
                static_cast<long long>(apart.images), apart.largest, static_cast<long long>(apart.labelsChanged),
                apart.accuracyBefore, apart.accuracyAfter);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const Arguments arguments = argumentsOf(argc, argv);
    const Result<DataSet> opened =
        arguments.cifarFolder.empty() ? renderSampleDataSet() : openCifar(arguments.cifarFolder);
    if (!opened) {
        return fail(opened.error());
    }
    const Result<TrainSettings> settings = settingsFrom(arguments.settings, opened->indicesOf(Part::Training).size());
    if (!settings) {
        return fail(settings.error());
    }
    const DataSet set = withSplit(*opened, {settings->validationShare, 0.15, settings->seed});
    const Result<TrainPlan> plan = makePlan(*settings, set, "quick");
    if (!plan) {
        return fail(plan.error());
    }
    PrintingObserver observer(arguments.every);
    const RunReport report = saccadeComputeEngine()->createTrainer()->run(*plan, set, observer, {});
    if (report.error) {
        return fail(*report.error);
    }
    printEnd("test accuracy", report, observer);
    if (!report.bestTensors || !report.testPredictions) {
        return 0; // nothing to go on from
    }
    const int compared = arguments.comparesAnswers ? compareWithProcessor(*plan, set, report) : 0;
    const int wentOn = arguments.thenEpochs > 0 ? goOn(*plan, set, report, arguments) : 0;
    return std::max(compared, wentOn);
}
