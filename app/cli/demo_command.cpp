#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/export_text.h"
#include "app/cli/number_text.h"
#include "app/cli/run_export_job.h"
#include "app/cli/run_report_job.h"
#include "app/cli/top_classes.h"
#include "app/cli/train_job.h"
#include "engine/runs/run_folder.h"
#include "engine/session/late_modules.h"

namespace saccade {

namespace {

constexpr std::size_t kPredicted = 5;
constexpr int kTop = 3;

/// Test images spread over the classes, classified with the weights that the run folder holds.
Result<void> predictSome(const TrainedRun& trained, Output& output)
{
    const Result<RunFolder> run = openRunFolder(trained.folder);
    if (!run) {
        return run.error();
    }
    const Result<NamedTensors> weights = loadBestWeights(*run);
    if (!weights) {
        return weights.error();
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    const Result<std::unique_ptr<Predictor>> predictor = (*engine)->createPredictor(run->plan.network, *weights);
    if (!predictor) {
        return predictor.error();
    }
    const std::vector<std::int32_t> test = trained.dataSet.indicesOf(Part::Test);
    output.line("");
    for (std::size_t i = 0; i < kPredicted && i < test.size(); ++i) {
        // The classes take turns in the sample: two more than a multiple of ten meets another one each time.
        const auto index = static_cast<std::size_t>(test[(i * (test.size() / kPredicted + 2)) % test.size()]);
        const Result<std::vector<float>> answer = (*predictor)->predict({trained.dataSet.pixels->image(index)});
        if (!answer) {
            return answer.error();
        }
        tellPrediction((*trained.dataSet.samples)[index].name, topClasses(trained.dataSet.classNames, *answer, kTop),
                       false, output);
    }
    return {};
}

} // namespace

ExitStatus runCommand(const DemoCommand&, Output& output, const std::stop_token& stop)
{
    TrainCommand command;
    command.source = "sample";
    const Result<TrainedRun> run = trainAndRecord(command, output, stop);
    if (!run) {
        return output.error(run.error());
    }
    ExitStatus status = tellEnd(*run, output);
    if (status == ExitStatus::Ok) {
        const Result<void> predicted = predictSome(*run, output);
        status = predicted ? status : output.error(predicted.error());
    }
    if (status == ExitStatus::Ok) {
        ExportCommand exported;
        exported.run = run->folder.string();
        const Result<ExportReport> report = exportRun(exported, output, stop);
        output.endProgress();
        output.line("");
        if (report) {
            tellExport(*report, output);
        } else {
            status = output.error(report.error());
        }
    }
    if (status == ExitStatus::Ok) {
        const Result<RunFolder> recorded = openRunFolder(run->folder);
        const Result<std::filesystem::path> document =
            recorded ? writeRunReport(*recorded, {}, &run->dataSet) : Result<std::filesystem::path>(recorded.error());
        status = document ? status : output.error(document.error());
        output.line(document ? "wrote " + printable(document->native()) : std::string());
    }
    output.line("");
    if (run->report.testAccuracy) {
        output.line("test accuracy " + fixedText(*run->report.testAccuracy, 3));
    }
    output.line("run folder " + printable(run->folder.native()));
    return status;
}

} // namespace saccade
