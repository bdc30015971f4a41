#include "engine/runs/run_folder.h"

#include <algorithm>

#include "engine/base/atomic_file.h"
#include "engine/formats/plan_json.h"
#include "engine/runs/points_csv.h"
#include "engine/runs/prediction_file.h"
#include "engine/runs/report_json.h"

namespace saccade {

namespace {

constexpr std::size_t kLargestText = std::size_t{16} << 20;
constexpr std::size_t kLargestPoints = std::size_t{1} << 30;

struct TextFile
{
    std::vector<std::uint8_t> bytes;

    [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

Error at(const std::filesystem::path& path, const Error& error)
{
    return {error.code, error.detail, error.path.empty() ? path : error.path};
}

Result<TextFile> readText(const std::filesystem::path& path, std::size_t limit)
{
    Result<std::vector<std::uint8_t>> bytes = readFile(path, limit);
    return bytes ? Result<TextFile>(TextFile{std::move(bytes).value()}) : Result<TextFile>(bytes.error());
}

Result<void> readPlan(RunFolder& run)
{
    const std::filesystem::path file = run.path / "plan.json";
    const Result<TextFile> text = readText(file, kLargestText);
    if (!text) {
        const bool missing = text.error().code == ErrorCode::FileNotFound;
        return missing ? Error{ErrorCode::RunInvalid, "plan.json", run.path} : text.error();
    }
    Result<TrainPlan> plan = decodePlan(text->text());
    if (!plan) {
        return at(file, plan.error());
    }
    run.plan = std::move(plan).value();
    return {};
}

Result<void> readAllPoints(RunFolder& run)
{
    const std::filesystem::path file = run.path / "points.csv";
    const Result<TextFile> text = readText(file, kLargestPoints);
    if (!text) {
        // A run that was ended before its first step may lack it.
        return text.error().code == ErrorCode::FileNotFound ? Result<void>() : Result<void>(text.error());
    }
    Result<RunPoints> points = readPoints(text->text());
    if (!points) {
        return at(file, points.error());
    }
    run.batches = std::move(points->batches);
    run.epochs = std::move(points->epochs);
    run.damagedLines = points->damagedLines;
    return {};
}

Result<void> readReport(RunFolder& run)
{
    const std::filesystem::path file = run.path / "report.json";
    const Result<TextFile> text = readText(file, kLargestText);
    if (!text) {
        return text.error().code == ErrorCode::FileNotFound ? Result<void>() : Result<void>(text.error());
    }
    Result<RunReport> report = decodeReport(text->text());
    if (!report) {
        return at(file, report.error());
    }
    run.report = std::move(report).value();
    return {};
}

Result<PredictionTable> loadPredictions(const RunFolder& run, const std::filesystem::path& file)
{
    Result<TensorFile> tensors = loadSafetensors(file);
    if (!tensors) {
        const bool missing = tensors.error().code == ErrorCode::FileNotFound;
        const std::string name = file.lexically_relative(run.path).string();
        return missing ? Error{ErrorCode::RunInvalid, name, run.path} : tensors.error();
    }
    Result<PredictionTable> table = predictionsFromFile(std::move(tensors).value());
    return table ? std::move(table) : Result<PredictionTable>(at(file, table.error()));
}

Result<NamedTensors> weightsOf(Result<TensorFile> file, const RunFolder& run)
{
    if (file) {
        return std::move(file->tensors);
    }
    const bool missing = file.error().code == ErrorCode::FileNotFound;
    return missing ? Error{ErrorCode::RunInvalid, "weights", run.path} : file.error();
}

} // namespace

std::vector<std::filesystem::path> listRunFolders(const std::filesystem::path& root)
{
    using Dated = std::pair<std::filesystem::file_time_type, std::filesystem::path>;
    std::vector<Dated> found;
    std::error_code none;
    for (std::filesystem::directory_iterator entry(root, none), end; !none && entry != end; entry.increment(none)) {
        std::error_code noPlan;
        const auto time = std::filesystem::last_write_time(entry->path() / "plan.json", noPlan);
        if (!noPlan) {
            found.emplace_back(time, entry->path());
        }
    }
    std::sort(found.begin(), found.end(), std::greater<Dated>());
    std::vector<std::filesystem::path> paths;
    for (Dated& dated : found) {
        paths.push_back(std::move(dated.second));
    }
    return paths;
}

Result<RunFolder> openRunFolder(const std::filesystem::path& path)
{
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) {
        return Error{ErrorCode::FileNotFound, failed.message(), path};
    }
    RunFolder run;
    run.path = std::filesystem::absolute(path, failed).lexically_normal();
    if (!run.path.has_filename()) {
        run.path = run.path.parent_path();
    }
    run.title = run.path.filename().string();
    for (const auto read : {readPlan, readAllPoints, readReport}) {
        if (const Result<void> done = read(run); !done) {
            return done.error();
        }
    }
    return run;
}

Result<NamedTensors> loadBestWeights(const RunFolder& run)
{
    Result<TensorFile> file = loadSafetensors(bestWeightsFile(run.path));
    const bool hasNoBest = !file && file.error().code == ErrorCode::FileNotFound;
    return hasNoBest ? loadLastWeights(run) : weightsOf(std::move(file), run);
}

Result<NamedTensors> loadLastWeights(const RunFolder& run)
{
    return weightsOf(loadSafetensors(lastWeightsFile(run.path)), run);
}

Result<PredictionTable> loadTestPredictions(const RunFolder& run)
{
    return loadPredictions(run, testPredictionsFile(run.path));
}

Result<PredictionTable> loadValidationPredictions(const RunFolder& run, std::int64_t step)
{
    return loadPredictions(run, validationPredictionsFile(run.path, step));
}

} // namespace saccade
