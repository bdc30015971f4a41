#include "engine/runs/run_recorder.h"

#include <QTest>
#include <fstream>
#include <iterator>

#include "engine/runs/recorded_training.h"
#include "engine/runs/room_proof.h"
#include "engine/runs/run_folder.h"
#include "tests/runs/failing_layer.h"
#include "tests/runs/run_fixtures.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<RunRecorder> recorderIn(const fs::path& root)
{
    Result<std::unique_ptr<RunRecorder>> made = RunRecorder::create(root, tinyPlan());
    return made ? std::move(made).value() : nullptr;
}

std::size_t filesBelow(const fs::path& root)
{
    return static_cast<std::size_t>(
        std::distance(fs::recursive_directory_iterator(root), fs::recursive_directory_iterator()));
}

/// Hears nothing.
class Deaf final : public TrainObserver
{
public:
    void phaseChanged(TrainPhase /*phase*/) override {}
    void planResolved(const TrainPlan& /*plan*/) override {}
    void batchDone(const BatchPoint& /*point*/) override {}
    void epochDone(const EpochPoint& /*point*/) override {}
    void snapshotTaken(const Snapshot& /*snapshot*/) override {}
    void probesDone(const ProbePoint& /*point*/) override {}
};

} // namespace

class TstRunRecorder : public QObject
{
    Q_OBJECT

private slots:
    void reopenGivesTheSameNumbers();
    void resolvedPlanReplacesTheFirst();
    void killedRunKeepsTheBestWeights();
    void stoppedBeforeAValidationKeepsWeights();
    void tornAndDamagedLines();
    void namesAreFreshAndPlain();
    void exactFolder();
    void unwritablePlaces();
    void needsRoomForTheWeights();
    void fullDiskIsToldAndMadeGood();
    void fullDiskAtTheEnd();
    void trainRecordedWritesEveryEnd();
    void trainRecordedCatches();
};

void TstRunRecorder::reopenGivesTheSameNumbers()
{
    const TemporaryFolder folder;
    const auto recorder = recorderIn(folder.path());
    QVERIFY(recorder != nullptr);
    recordTwoSteps(*recorder);
    QVERIFY(recorder->finish(completedReport()).hasValue());
    const Result<RunFolder> run = openRunFolder(recorder->path());
    QVERIFY2(run.hasValue(), run ? "" : run.error().detail.c_str());
    QVERIFY(run->plan == tinyPlan());
    QCOMPARE(run->batches.size(), std::size_t{2});
    QCOMPARE(run->epochs.size(), std::size_t{2});
    // Equality of bits, not closeness.
    QVERIFY(run->batches[1].loss == 0.1 * 2 && run->batches[1].accuracy == 1.0 / 3);
    QVERIFY(run->batches[1].epoch == 2 / 3.0 && run->batches[1].learningRate == 1e-7);
    const EpochPoint& point = run->epochs[0];
    QVERIFY(point.validationLoss == 0.1 + 0.2 && point.learningRate == 1e-300 && point.trainLoss == 2.0 / 7);
    QVERIFY(point.isBest && !run->epochs[1].isBest && point.imagesPerSecond == 12345.678);
    QVERIFY(run->report && run->report->testAccuracy == 0.6 && run->report->seconds == 1.1);
    QVERIFY(*loadTestPredictions(*run) == *fiveImages());
    QVERIFY(*loadValidationPredictions(*run, 2) == *fiveImages());
    QVERIFY(*loadBestWeights(*run) == *weightsOf(1));
    QVERIFY(fs::exists(recorder->path() / "weights" / "last.safetensors"));
}

void TstRunRecorder::resolvedPlanReplacesTheFirst()
{
    const TemporaryFolder folder;
    const auto recorder = recorderIn(folder.path());
    TrainPlan resolved = tinyPlan();
    resolved.settings.device = "cpu";
    resolved.settings.replicas = 2;
    recorder->planResolved(resolved);
    QVERIFY(openRunFolder(recorder->path())->plan == resolved);
}

void TstRunRecorder::killedRunKeepsTheBestWeights()
{
    const TemporaryFolder folder;
    const auto recorder = recorderIn(folder.path());
    recordTwoSteps(*recorder);
    // No finish(): what a kill leaves.
    const Result<RunFolder> run = openRunFolder(recorder->path());
    QVERIFY(run.hasValue());
    QVERIFY(!run->report);
    QVERIFY(*loadBestWeights(*run) == *weightsOf(1));
    QCOMPARE(run->epochs.size(), std::size_t{2});
    QCOMPARE(loadTestPredictions(*run).error().code, ErrorCode::RunInvalid);
}

void TstRunRecorder::stoppedBeforeAValidationKeepsWeights()
{
    const TemporaryFolder folder;
    const auto recorder = recorderIn(folder.path());
    recorder->batchDone({1, 0.1, 1, 0, 0.1, 0});
    recorder->snapshotTaken({1, 0.1, weightsOf(5)});
    RunReport report;
    report.reason = EndReason::Stopped;
    report.bestStep = 1;
    report.bestTensors = weightsOf(5);
    QVERIFY(recorder->finish(report).hasValue());
    const Result<RunFolder> run = openRunFolder(recorder->path());
    QCOMPARE(run->report->reason, EndReason::Stopped);
    QVERIFY(!run->report->testAccuracy);
    QVERIFY(*loadBestWeights(*run) == *weightsOf(5));
}

void TstRunRecorder::tornAndDamagedLines()
{
    const TemporaryFolder folder;
    const auto recorder = recorderIn(folder.path());
    recordTwoSteps(*recorder);
    {
        std::ofstream file(recorder->path() / "points.csv", std::ios::app);
        file << "batch,x,1,1,1,1,1,,,,,,\nnonsense\nbatch,3,1,0.5,0.5,0.1,1,,,,,,\nbatch,4,1,0.5,0.";
    }
    const Result<RunFolder> run = openRunFolder(recorder->path());
    QVERIFY(run.hasValue());
    QCOMPARE(run->damagedLines, std::size_t{2});
    QCOMPARE(run->batches.size(), std::size_t{3});
    QCOMPARE(run->batches.back().step, std::int64_t{3});
}

void TstRunRecorder::namesAreFreshAndPlain()
{
    const TemporaryFolder folder;
    const auto first = recorderIn(folder.path() / "new" / "runs");
    const auto second = recorderIn(folder.path() / "new" / "runs");
    QVERIFY(first->path() != second->path());
    const QString name = QString::fromStdString(first->path().filename().string());
    QVERIFY2(QRegularExpression("^\\d{8}-\\d{6}-speed-net-my_data$").match(name).hasMatch(), qPrintable(name));
    QCOMPARE(listRunFolders(folder.path() / "new" / "runs").size(), std::size_t{2});
    fs::last_write_time(first->path() / "plan.json", fs::file_time_type::clock::now() + std::chrono::hours(1));
    QCOMPARE(listRunFolders(folder.path() / "new" / "runs").front(), first->path());
    QVERIFY(listRunFolders(folder.path() / "absent").empty());
}

void TstRunRecorder::exactFolder()
{
    const TemporaryFolder folder;
    const fs::path place = folder.path() / "here";
    QCOMPARE((*RunRecorder::create(place, tinyPlan(), true))->path(), place);
    const auto again = RunRecorder::create(place, tinyPlan(), true);
    QVERIFY(!again.hasValue());
    QCOMPARE(again.error().code, ErrorCode::FileUnwritable);
    QVERIFY(openRunFolder(place).hasValue());
}

void TstRunRecorder::unwritablePlaces()
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "mine";
    for (const fs::path& place : {folder.path() / "file", folder.path() / "file" / "below"}) {
        const auto made = RunRecorder::create(place, tinyPlan());
        QVERIFY(!made.hasValue());
        QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
        QVERIFY(!made.error().path.empty());
    }
    QCOMPARE(fs::file_size(folder.path() / "file"), std::uintmax_t{4});
}

void TstRunRecorder::needsRoomForTheWeights()
{
    const TemporaryFolder folder;
    const Result<void> proof = proveRoom(folder.path(), std::int64_t{1} << 60);
    QVERIFY(!proof.hasValue());
    QCOMPARE(proof.error().code, ErrorCode::DiskFull);
    QVERIFY(proof.error().detail.starts_with("needed 1152921504606846976 bytes, available "));
    QCOMPARE(filesBelow(folder.path()), std::size_t{0});
    // 12 weights and 3 biases of 4 bytes, three times, and 1 MiB.
    QCOMPARE(estimateRunBytes(tinyPlan()), std::int64_t{1'048'576 + 3 * 15 * 4});
}

void TstRunRecorder::fullDiskIsToldAndMadeGood()
{
    const TemporaryFolder folder;
    FailingLayer layer;
    Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(folder.path(), tinyPlan(), false, layer);
    QVERIFY(recorder.hasValue());
    layer.allowedWrites = 10; // a line is torn in its middle
    recordTwoSteps(**recorder);
    QVERIFY((*recorder)->problem().has_value());
    QCOMPARE((*recorder)->problem()->code, ErrorCode::DiskFull);
    layer.allowedWrites = -1;
    QVERIFY((*recorder)->finish(completedReport()).hasValue());
    QVERIFY(!(*recorder)->problem());
    const Result<RunFolder> run = openRunFolder((*recorder)->path());
    QCOMPARE(run->batches.size(), std::size_t{2});
    QCOMPARE(run->epochs.size(), std::size_t{2});
    QCOMPARE(run->damagedLines, std::size_t{0});
    QVERIFY(*loadBestWeights(*run) == *weightsOf(1));
    QVERIFY(loadValidationPredictions(*run, 1).hasValue());
}

void TstRunRecorder::fullDiskAtTheEnd()
{
    const TemporaryFolder folder;
    FailingLayer layer;
    layer.isFull = true;
    const auto none = RunRecorder::create(folder.path(), tinyPlan(), false, layer);
    QVERIFY(!none.hasValue());
    QCOMPARE(none.error().code, ErrorCode::DiskFull);
    QCOMPARE(filesBelow(folder.path()), std::size_t{0});

    layer.isFull = false;
    Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(folder.path(), tinyPlan(), false, layer);
    recordTwoSteps(**recorder);
    layer.isFull = true;
    const Result<void> finished = (*recorder)->finish(completedReport());
    QVERIFY(!finished.hasValue());
    QCOMPARE(finished.error().code, ErrorCode::DiskFull);
    const Result<RunFolder> run = openRunFolder((*recorder)->path());
    QVERIFY(run.hasValue() && !run->report);
    QVERIFY(*loadBestWeights(*run) == *weightsOf(1));
}

void TstRunRecorder::trainRecordedWritesEveryEnd()
{
    const TemporaryFolder folder;
    FailingLayer layer;
    Deaf deaf;
    FakeTrainer trainer([&](const TrainPlan&, const DataSet&, TrainObserver& observer, std::stop_token) {
        recordTwoSteps(observer);
        layer.isFull = true;
        return completedReport();
    });
    auto recorder = RunRecorder::create(folder.path(), tinyPlan(), false, layer);
    const DataSet data = makeStripesDataSet(3, 2, {2, 2, 1});
    const RunReport report = trainRecorded(trainer, tinyPlan(), data, **recorder, deaf, {});
    QCOMPARE(report.reason, EndReason::Completed);
    QVERIFY(report.error && report.error->code == ErrorCode::DiskFull);
}

void TstRunRecorder::trainRecordedCatches()
{
    const TemporaryFolder folder;
    Deaf deaf;
    FakeTrainer trainer([&](const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token) -> RunReport {
        throw std::runtime_error("a fault");
    });
    const auto recorder = recorderIn(folder.path());
    const DataSet data = makeStripesDataSet(3, 2, {2, 2, 1});
    const RunReport report = trainRecorded(trainer, tinyPlan(), data, *recorder, deaf, {});
    QCOMPARE(report.reason, EndReason::Failed);
    const Result<RunFolder> run = openRunFolder(recorder->path());
    QVERIFY(run->report && run->report->error);
    QCOMPARE(run->report->error->code, ErrorCode::Internal);
    QCOMPARE(run->report->error->detail, std::string("a fault"));
}

SACCADE_TEST(tst_run_recorder, TstRunRecorder)
#include "tst_run_recorder.moc"
