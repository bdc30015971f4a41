#include "app/cli/train_job.h"

#include "app/cli/cli_text.h"
#include "app/cli/data_source.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/number_text.h"
#include "app/cli/time_text.h"
#include "app/cli/train_progress.h"
#include "engine/formats/graph_file.h"
#include "engine/runs/recorded_training.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/start_point.h"
#include "engine/runs/user_presets.h"
#include "engine/session/late_modules.h"

namespace saccade {

namespace {

constexpr const char* kUsualPreset = "quick";

Result<void> applySet(std::vector<Field>& list, const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        return Error{ErrorCode::SettingInvalid, text + ": must be written as key=value", {}};
    }
    const Result<Field*> field = findField(list, text.substr(0, equals));
    if (!field) {
        return field.error();
    }
    return setFieldFromText(**field, std::string_view(text).substr(equals + 1));
}

std::string presetOf(const TrainCommand& command)
{
    return command.preset.empty() ? kUsualPreset : command.preset;
}

Result<TrainPlan> planOf(const TrainCommand& command, const TrainSettings& settings, std::size_t trainingImages,
                         const DataSet& dataSet, const std::optional<StartPoint>& start)
{
    const std::string name = presetOf(command);
    const Result<TrainSettings> preset = UserPresets(defaultPresetsFolder()).load(name, trainingImages);
    const bool isPreset = preset && *preset == settings;
    Result<TrainPlan> plan = planFor(settings, dataSet, isPreset ? name : std::string(), start);
    if (!plan) {
        return plan.error();
    }
    if (const Result<void> valid = validatePlan(*plan, dataSet); !valid) {
        return valid.error();
    }
    return plan;
}

Result<std::unique_ptr<RunRecorder>> recorderFor(const TrainCommand& command, const TrainPlan& plan)
{
    return command.out.empty() ? RunRecorder::create(defaultRunsFolder(), plan)
                               : RunRecorder::create(command.out, plan, true);
}

/// Names can be checked before a large archive is decoded; numbers that depend on the data come after.
Result<void> checkNames(const TrainCommand& command, const std::optional<StartPoint>& start)
{
    constexpr std::size_t kAnyCount = 10'000;
    if (!command.savePreset.empty()) {
        if (const Result<void> good = checkPresetName(command.savePreset); !good) {
            return good;
        }
    }
    const Result<TrainSettings> settings = settingsOf(command, kAnyCount, start);
    if (!settings) {
        return settings.error();
    }
    if (isGraphFile(settings->network) && !start) {
        if (const Result<LayerGraph> graph = readGraphFile(settings->network); !graph) {
            return graph.error();
        }
    }
    return validateSettings(*settings);
}

Result<std::optional<StartPoint>> startOf(const TrainCommand& command)
{
    if (command.startFrom.empty()) {
        return std::optional<StartPoint>();
    }
    Result<StartPoint> start = loadStartPoint(command.startFrom);
    return start ? Result<std::optional<StartPoint>>(std::optional(*std::move(start))) : start.error();
}

/// The images asked for, or those of the run to go on from, with what a person changed of them.
Result<DataSet> openTrainingData(const TrainCommand& command, const std::optional<StartPoint>& start, Output& output,
                                 const std::stop_token& stop)
{
    std::string source = command.source;
    Shape shape = command.shape;
    if (start) {
        const DataSetReference& data = start->loaded->plans.front().data;
        source = source.empty() ? data.source : source;
        shape = shape == Shape() ? Shape{data.size.height, data.resize} : shape;
    }
    Result<DataSet> opened = openSource(source, shape, output, stop);
    return opened && !command.isWithoutChanges ? withKeptChanges(*std::move(opened), output) : opened;
}

/// A run that goes on keeps the parts: what was trained on must not become a test image.
SplitRule splitOf(const TrainSettings& settings, const std::optional<StartPoint>& start)
{
    if (!start) {
        return splitRuleOf(settings);
    }
    SplitRule rule = splitRuleOf(start->loaded->plans.front());
    rule.validationShare = settings.validationShare;
    return rule;
}

/// Images that the weights know already make a validation look better than it is.
void tellSeenImages(const TrainPlan& plan, const DataSet& dataSet, Output& output)
{
    if (!plan.start) {
        return;
    }
    const std::optional<std::size_t> seen = countSeenByStart(plan, dataSet, Part::Validation);
    if (!seen) {
        output.note("The run to go on from had another data set; whether its weights have seen the validation or test "
                    "images cannot be known.");
    } else if (*seen > 0) {
        output.note(groupedText(static_cast<std::int64_t>(*seen)) +
                    " of the validation images were trained on by the run to go on from: its figures are too good.");
    }
}

ExitStatus tellReason(const RunReport& report, Output& output)
{
    if (report.error) {
        return output.error(*report.error);
    }
    if (report.reason == EndReason::Diverged) {
        return output.error({ErrorCode::Diverged, "step " + std::to_string(report.steps), {}});
    }
    return report.reason == EndReason::Stopped ? ExitStatus::Interrupted : ExitStatus::Ok;
}

std::string reasonText(const TrainedRun& run)
{
    return run.report.reason == EndReason::EarlyStopped
               ? "ended early, " + std::to_string(run.plan.settings.patience) + " validations without a better one,"
               : endReasonName(run.report.reason);
}

} // namespace

Result<TrainSettings> settingsOf(const TrainCommand& command, std::size_t trainingImages,
                                 const std::optional<StartPoint>& start)
{
    const bool isOfStart = start && command.preset.empty();
    Result<TrainSettings> settings = isOfStart
                                         ? Result<TrainSettings>(settingsToGoOn(start->loaded->plans.front()))
                                         : UserPresets(defaultPresetsFolder()).load(presetOf(command), trainingImages);
    if (!settings) {
        return settings.error();
    }
    if (!command.network.empty()) {
        settings->network = command.network;
        settings->width = isGraphFile(command.network) ? 1 : settings->width; // a preset's width is for families
    }
    std::vector<Field> list = fields(*settings);
    for (const std::string& text : command.sets) {
        if (const Result<void> applied = applySet(list, text); !applied) {
            return applied.error();
        }
    }
    for (const std::string& group : command.groups) {
        settings->groups.append(settings->groups.empty() ? "" : "; ").append(group);
    }
    return settings;
}

Result<TrainedRun> trainAndRecord(const TrainCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<std::optional<StartPoint>> start = startOf(command);
    if (!start) {
        return start.error();
    }
    if (const Result<void> names = checkNames(command, *start); !names) {
        return names.error();
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    const Result<DataSet> source = openTrainingData(command, *start, output, stop);
    if (!source) {
        return source.error();
    }
    const std::size_t trainingImages = trainingImagesOf(*source);
    const Result<TrainSettings> settings = settingsOf(command, trainingImages, *start);
    if (!settings) {
        return settings.error();
    }
    TrainedRun run;
    run.dataSet = withSplit(*source, splitOf(*settings, *start));
    Result<TrainPlan> plan = planOf(command, *settings, trainingImages, run.dataSet, *start);
    if (!plan) {
        return plan.error();
    }
    run.plan = std::move(plan).value();
    tellSeenImages(run.plan, run.dataSet, output);
    if (!command.savePreset.empty()) {
        if (const Result<void> saved = UserPresets(defaultPresetsFolder()).save(command.savePreset, *settings);
            !saved) {
            return saved.error();
        }
        output.note("saved the settings as " + printable(command.savePreset));
    }
    const Result<std::unique_ptr<RunRecorder>> recorder = recorderFor(command, run.plan);
    if (!recorder) {
        return recorder.error();
    }
    run.folder = (*recorder)->path();
    TrainProgress progress(output, **recorder, run.dataSet.indicesOf(Part::Training).size());
    const std::unique_ptr<Trainer> trainer = (*engine)->createTrainer();
    run.report = trainRecorded(*trainer, run.plan, run.dataSet, **recorder, progress, stop);
    return run;
}

ExitStatus tellEnd(const TrainedRun& run, Output& output)
{
    const RunReport& report = run.report;
    if (report.testPredictions) {
        tellEvaluation({partName(Part::Test), run.dataSet.classNames, *report.testPredictions}, output);
    }
    const ExitStatus status = tellReason(report, output);
    Json finished{{"event", "finished"}, {"run", run.folder.native()}, {"reason", endReasonName(report.reason)}};
    if (report.shares) {
        finished["time"] = timeJson(*report.shares);
        finished["advice"] = timeAdvice(*report.shares, run.plan.settings);
    }
    output.event(finished);
    output.line(reasonText(run) + " after " + durationText(report.seconds) + " of training, " +
                fixedText(report.epochs, 2) + " epochs");
    if (report.bestValidationAccuracy) {
        output.line("best validation accuracy " + fixedText(*report.bestValidationAccuracy, 3) + " at epoch " +
                    fixedText(report.bestEpoch, 2));
    }
    if (report.shares) {
        output.line(timeText(*report.shares, run.plan.settings));
    }
    return status;
}

} // namespace saccade
