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
#include "engine/runs/user_presets.h"
#include "engine/session/late_modules.h"

namespace saccade {

namespace {

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

Result<TrainPlan> planOf(const TrainCommand& command, const TrainSettings& settings, std::size_t trainingImages,
                         const DataSet& dataSet)
{
    const Result<TrainSettings> preset = UserPresets(defaultPresetsFolder()).load(command.preset, trainingImages);
    const bool isPreset = preset && *preset == settings;
    Result<TrainPlan> plan = planFor(settings, dataSet, isPreset ? command.preset : std::string());
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
Result<void> checkNames(const TrainCommand& command)
{
    constexpr std::size_t kAnyCount = 10'000;
    if (!command.savePreset.empty()) {
        if (const Result<void> good = checkPresetName(command.savePreset); !good) {
            return good;
        }
    }
    const Result<TrainSettings> settings = settingsOf(command, kAnyCount);
    if (!settings) {
        return settings.error();
    }
    if (isGraphFile(settings->network)) {
        if (const Result<LayerGraph> graph = readGraphFile(settings->network); !graph) {
            return graph.error();
        }
    }
    return validateSettings(*settings);
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

Result<TrainSettings> settingsOf(const TrainCommand& command, std::size_t trainingImages)
{
    Result<TrainSettings> settings = UserPresets(defaultPresetsFolder()).load(command.preset, trainingImages);
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
    if (const Result<void> names = checkNames(command); !names) {
        return names.error();
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    const Result<DataSet> source = openSource(command.source, command.shape, output, stop);
    if (!source) {
        return source.error();
    }
    const std::size_t trainingImages = trainingImagesOf(*source);
    const Result<TrainSettings> settings = settingsOf(command, trainingImages);
    if (!settings) {
        return settings.error();
    }
    TrainedRun run;
    run.dataSet = withSplit(*source, splitRuleOf(*settings));
    Result<TrainPlan> plan = planOf(command, *settings, trainingImages, run.dataSet);
    if (!plan) {
        return plan.error();
    }
    run.plan = std::move(plan).value();
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
