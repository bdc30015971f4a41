#include "engine/runs/run_recorder.h"

#include <functional>
#include <map>

#include "engine/base/atomic_file.h"
#include "engine/formats/plan_json.h"
#include "engine/runs/append_file.h"
#include "engine/runs/points_csv.h"
#include "engine/runs/prediction_file.h"
#include "engine/runs/report_json.h"
#include "engine/runs/run_location.h"

namespace saccade {

class RunRecorder::Implementation final
{
public:
    Implementation(std::filesystem::path path, const TrainPlan& plan, FileLayer& layer)
        : m_path(std::move(path)), m_layer(layer), m_classNames(plan.data.classNames), m_points(pointsFile(), layer)
    {}

    void start(const TrainPlan& plan);
    void savePlan(const TrainPlan& plan);
    void addLine(const std::string& line) { note(pointsFile(), m_points.append(line)); }
    void addEpoch(const EpochPoint& point);
    void keepSnapshot(const Snapshot& snapshot);
    Result<void> finish(const RunReport& report);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::optional<Error> problem() const;

private:
    using Write = std::function<Result<void>()>;

    [[nodiscard]] std::filesystem::path pointsFile() const { return m_path / "points.csv"; }
    void save(const std::filesystem::path& file, Write write);
    void saveBytes(const std::filesystem::path& file, std::function<std::vector<std::uint8_t>()> encode);
    void saveWeights(const std::filesystem::path& file, std::shared_ptr<const NamedTensors> tensors, std::int64_t step);
    void savePredictions(const std::filesystem::path& file, std::shared_ptr<const PredictionTable> table);
    void saveReport(const RunReport& report);
    void retry();
    void note(const std::filesystem::path& file, const Result<void>& result);

    std::filesystem::path m_path;
    FileLayer& m_layer;
    std::vector<std::string> m_classNames;
    AppendFile m_points;
    std::map<std::filesystem::path, Write> m_unwritten; // by the file that each would make
    std::map<std::filesystem::path, Error> m_problems;
    std::int64_t m_bestStep = -1;
    std::int64_t m_savedBestStep = -1;
    Snapshot m_last;
    std::shared_ptr<const PredictionTable> m_bestPredictions;
};

void RunRecorder::Implementation::start(const TrainPlan& plan)
{
    savePlan(plan);
    addLine(pointsHeader());
}

void RunRecorder::Implementation::savePlan(const TrainPlan& plan)
{
    const std::filesystem::path file = m_path / "plan.json";
    save(file, [this, file, text = encodePlan(plan)] { return writeFileAtomically(file, text, m_layer); });
}

void RunRecorder::Implementation::addEpoch(const EpochPoint& point)
{
    retry();
    addLine(pointLine(point));
    if (const Result<void> synced = m_points.sync(); !synced) {
        note(pointsFile(), synced);
    }
    if (point.isBest) {
        m_bestStep = point.step;
        m_bestPredictions = point.predictions;
    }
    if (point.predictions) {
        savePredictions(validationPredictionsFile(m_path, point.step), point.predictions);
    }
}

void RunRecorder::Implementation::keepSnapshot(const Snapshot& snapshot)
{
    m_last = snapshot;
    if (snapshot.tensors && snapshot.step == m_bestStep) {
        saveWeights(bestWeightsFile(m_path), snapshot.tensors, snapshot.step);
        m_savedBestStep = snapshot.step;
    }
}

Result<void> RunRecorder::Implementation::finish(const RunReport& report)
{
    retry();
    addLine({});
    note(pointsFile(), m_points.sync());
    if (report.bestTensors && report.bestStep != m_savedBestStep) {
        saveWeights(bestWeightsFile(m_path), report.bestTensors, report.bestStep);
    }
    if (m_last.tensors) {
        saveWeights(lastWeightsFile(m_path), m_last.tensors, m_last.step);
    }
    if (report.testPredictions) {
        savePredictions(testPredictionsFile(m_path), report.testPredictions);
    }
    saveReport(report);
    const std::optional<Error> open = problem();
    return open ? Result<void>(*open) : Result<void>();
}

void RunRecorder::Implementation::saveReport(const RunReport& report)
{
    const ReportedPredictions predictions = report.testPredictions
                                                ? ReportedPredictions{Part::Test, report.testPredictions.get()}
                                                : ReportedPredictions{Part::Validation, m_bestPredictions.get()};
    const std::filesystem::path file = m_path / "report.json";
    save(file, [this, file, text = encodeReport(report, m_classNames, predictions)] {
        return writeFileAtomically(file, text, m_layer);
    });
}

std::optional<Error> RunRecorder::Implementation::problem() const
{
    return m_problems.empty() ? std::nullopt : std::optional<Error>(m_problems.begin()->second);
}

void RunRecorder::Implementation::save(const std::filesystem::path& file, Write write)
{
    const Result<void> written = write();
    note(file, written);
    if (written) {
        m_unwritten.erase(file);
    } else {
        m_unwritten[file] = std::move(write);
    }
}

void RunRecorder::Implementation::saveBytes(const std::filesystem::path& file,
                                            std::function<std::vector<std::uint8_t>()> encode)
{
    save(file, [this, file, encode = std::move(encode)] { return writeFileAtomically(file, encode(), m_layer); });
}

void RunRecorder::Implementation::saveWeights(const std::filesystem::path& file,
                                              std::shared_ptr<const NamedTensors> tensors, std::int64_t step)
{
    saveBytes(file, [this, tensors = std::move(tensors), step] {
        return encodeSafetensors(weightsToFile(*tensors, m_classNames, step));
    });
}

void RunRecorder::Implementation::savePredictions(const std::filesystem::path& file,
                                                  std::shared_ptr<const PredictionTable> table)
{
    saveBytes(file,
              [this, table = std::move(table)] { return encodeSafetensors(predictionsToFile(*table, m_classNames)); });
}

void RunRecorder::Implementation::retry()
{
    const std::map<std::filesystem::path, Write> open = std::move(m_unwritten);
    m_unwritten.clear();
    for (const auto& [file, write] : open) {
        save(file, write);
    }
}

void RunRecorder::Implementation::note(const std::filesystem::path& file, const Result<void>& result)
{
    if (result) {
        m_problems.erase(file);
    } else {
        m_problems.insert_or_assign(file, result.error());
    }
}

RunRecorder::RunRecorder(std::unique_ptr<Implementation> implementation) : m_implementation(std::move(implementation))
{}

RunRecorder::~RunRecorder() = default;

Result<std::unique_ptr<RunRecorder>> RunRecorder::create(const std::filesystem::path& root, const TrainPlan& plan,
                                                         bool exact, FileLayer& layer)
{
    const Result<std::filesystem::path> path = makeRunLocation(root, plan, exact, layer);
    if (!path) {
        return path.error();
    }
    auto implementation = std::make_unique<Implementation>(*path, plan, layer);
    implementation->start(plan);
    if (const std::optional<Error> problem = implementation->problem()) {
        return *problem;
    }
    return std::unique_ptr<RunRecorder>(new RunRecorder(std::move(implementation)));
}

void RunRecorder::phaseChanged(TrainPhase /*phase*/) {}

void RunRecorder::planResolved(const TrainPlan& plan)
{
    m_implementation->savePlan(plan);
}

void RunRecorder::batchDone(const BatchPoint& point)
{
    m_implementation->addLine(pointLine(point));
}

void RunRecorder::epochDone(const EpochPoint& point)
{
    m_implementation->addEpoch(point);
}

void RunRecorder::snapshotTaken(const Snapshot& snapshot)
{
    m_implementation->keepSnapshot(snapshot);
}

void RunRecorder::probesDone(const ProbePoint& /*point*/) {}

Result<void> RunRecorder::finish(const RunReport& report)
{
    return m_implementation->finish(report);
}

const std::filesystem::path& RunRecorder::path() const
{
    return m_implementation->path();
}

std::optional<Error> RunRecorder::problem() const
{
    return m_implementation->problem();
}

} // namespace saccade
