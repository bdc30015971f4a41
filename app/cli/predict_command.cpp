#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/cli/commands.h"
#include "app/cli/run_classifier.h"
#include "app/cli/source_prediction.h"
#include "app/cli/top_classes.h"
#include "engine/base/atomic_file.h"
#include "engine/session/file_classifier.h"
#include "engine/session/image_files.h"

namespace saccade {

namespace {

/// The table that --csv asks for: one line a file, with an error instead of classes where there is none.
class PredictionCsv final
{
public:
    PredictionCsv(int top, std::optional<double> rejectThreshold)
        : m_top(top), m_rejectThreshold(rejectThreshold), m_text(predictionCsvHead(top))
    {}

    void add(const std::filesystem::path& file, const Result<std::vector<ClassProbability>>& answer)
    {
        m_text += predictionCsvLine(file, answer, m_rejectThreshold, m_top);
    }

    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    int m_top;
    std::optional<double> m_rejectThreshold;
    std::string m_text;
};

/// A file that cannot be used is told and does not keep the others from their answer.
ExitStatus predictAll(RunClassifier& classifier, const std::vector<std::filesystem::path>& files, int top,
                      PredictionCsv& csv, Output& output, const std::stop_token& stop)
{
    ExitStatus status = ExitStatus::Ok;
    const TrainPlan& plan = classifier.run.plan;
    const std::vector<std::string>& names = plan.data.classNames;
    const FileClassifier how{
        classifier.reader, classifier.predictor.get(), {plan.network.input().size, plan.data.resize}, names.size()};
    const Result<void> done = classifyFiles(
        files, how, stop, [&](const std::filesystem::path& file, const Result<std::vector<float>>& shares) {
            if (!shares) {
                csv.add(file, shares.error());
                status = output.error(shares.error());
                return;
            }
            const std::vector<ClassProbability> best = topClasses(names, *shares, top);
            csv.add(file, best);
            tellPrediction(file.native(), best, isUnknown(best, classifier.rejectThreshold), output);
        });
    return done ? status : output.error(done.error());
}

/// A source that cannot be opened is told like a file that cannot be read.
ExitStatus predictSources(RunClassifier& classifier, const std::vector<std::string>& sources, int top,
                          PredictionCsv& csv, Output& output, const std::stop_token& stop)
{
    ExitStatus status = ExitStatus::Ok;
    const TrainPlan& plan = classifier.run.plan;
    const std::vector<std::string>& names = plan.data.classNames;
    for (const std::string& source : sources) {
        const ResizeRule rule{plan.network.input().size, plan.data.resize};
        const SourceClassifier how{classifier.reader, classifier.predictor.get(), rule, names.size()};
        const Result<void> done =
            predictSource(source, how, output, stop, [&](const std::string& image, const std::vector<float>& shares) {
                const std::filesystem::path path = std::filesystem::path(source) / image;
                const std::vector<ClassProbability> best = topClasses(names, shares, top);
                csv.add(path, Result<std::vector<ClassProbability>>(best));
                tellPrediction(path.native(), best, isUnknown(best, classifier.rejectThreshold), output);
            });
        if (!done) {
            csv.add(source, Result<std::vector<ClassProbability>>(done.error()));
            status = output.error(done.error());
        }
    }
    return status;
}

} // namespace

ExitStatus runCommand(const PredictCommand& command, Output& output, const std::stop_token& stop)
{
    Result<RunClassifier> classifier = openRunClassifier(command.run);
    if (!classifier) {
        return output.error(classifier.error());
    }
    std::vector<std::string> files = command.files;
    const auto firstSource =
        std::stable_partition(files.begin(), files.end(), [](const std::string& file) { return !isDataSetFile(file); });
    const std::vector<std::string> sources(firstSource, files.end());
    files.erase(firstSource, files.end());
    const FoundImages found = findImageFiles(files);
    const int top = std::min(command.top, static_cast<int>(classifier->run.plan.data.classNames.size()));
    PredictionCsv csv(top, classifier->rejectThreshold);
    ExitStatus status = predictAll(*classifier, found.files, top, csv, output, stop);
    if (const ExitStatus ofSources = predictSources(*classifier, sources, top, csv, output, stop);
        ofSources != ExitStatus::Ok) {
        status = ofSources;
    }
    for (const Error& problem : found.problems) {
        csv.add(problem.path, problem);
        status = output.error(problem);
    }
    if (!command.csv.empty()) {
        if (const Result<void> written = writeFileAtomically(command.csv, csv.text()); !written) {
            return output.error(written.error());
        }
    }
    return status;
}

} // namespace saccade
