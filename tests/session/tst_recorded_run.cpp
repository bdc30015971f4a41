#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "engine/runs/run_folder.h"
#include "engine/session/evaluate_session.h"
#include "engine/session/train_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// Two classes, five images: truth 0 0 0 1 1. `wrong` of the class 0 are taken for 1.
std::shared_ptr<const PredictionTable> tableWith(int wrong)
{
    auto table = std::make_shared<PredictionTable>();
    table->classCount = 2;
    for (std::int32_t i = 0; i < 5; ++i) {
        const std::int32_t label = i < 3 ? 0 : 1;
        table->indices.push_back(i);
        table->labels.push_back(label);
        table->predicted.push_back(i < wrong ? 1 : label);
        table->confidences.push_back(0.75F);
        table->losses.push_back(0.25F);
        table->probabilities.insert(table->probabilities.end(), {0.25F, 0.75F});
    }
    return table;
}

std::shared_ptr<const NamedTensors> someTensors()
{
    NamedTensors tensors;
    tensors["dense.weight"] = {{2}, {1.5F, -2.5F}};
    return std::make_shared<const NamedTensors>(std::move(tensors));
}

/// Two validations, the second the best, with a test part or without.
RunReport scriptedRun(const TrainPlan& plan, TrainObserver& observer, bool hasTest)
{
    observer.planResolved(plan);
    for (std::int64_t step = 1; step <= 4; ++step) {
        BatchPoint point;
        point.step = step;
        point.epoch = static_cast<double>(step) / 2;
        point.loss = 1;
        observer.batchDone(point);
        if (step % 2 == 0) {
            EpochPoint epoch;
            epoch.step = step;
            epoch.epoch = static_cast<double>(step) / 2;
            epoch.validationAccuracy = step == 2 ? 0.4 : 0.8;
            epoch.validationLoss = 0.25;
            epoch.isBest = true;
            epoch.predictions = tableWith(step == 2 ? 3 : 1);
            observer.epochDone(epoch);
        }
    }
    RunReport report;
    report.steps = 4;
    report.epochs = 2;
    report.bestStep = 4;
    report.bestEpoch = 2;
    report.bestValidationAccuracy = 0.8;
    report.bestTensors = someTensors();
    if (hasTest) {
        report.testAccuracy = 0.6;
        report.testLoss = 0.25;
        report.testPredictions = tableWith(2);
    }
    return report;
}

TrainSession::TrainerFactory scripted(bool hasTest)
{
    return [hasTest] {
        return std::make_unique<FakeTrainer>(
            [hasTest](const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token) {
                return scriptedRun(plan, observer, hasTest);
            });
    };
}

DataSet stripes()
{
    return makeStripesDataSet(2, 4, {32, 32, 3});
}

/// Trains by the script and gives the run's folder, or an empty path.
std::filesystem::path recordRun(const std::filesystem::path& runsFolder, bool hasTest)
{
    const DataSet dataSet = stripes();
    const Result<TrainPlan> plan = draftPlan({}, dataSet);
    if (!plan) {
        return {};
    }
    TrainSession session(scripted(hasTest));
    QSignalSpy ended(&session, &TrainSession::ended);
    session.start(*plan, dataSet, runsFolder);
    if (!QTest::qWaitFor([&ended] { return ended.count() == 1; })) {
        return {};
    }
    return session.runFolder();
}

} // namespace

/// From the training's events to the run folder, and from the folder to matrix and report.
class TstRecordedRun : public QObject
{
    Q_OBJECT

private slots:
    void aRunBecomesAFolder()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = recordRun(folder.path(), true);
        QCOMPARE(path.parent_path(), folder.path());
        const Result<RunFolder> run = openRunFolder(path);
        QVERIFY(run.hasValue());
        QCOMPARE(run->batches.size(), std::size_t{4});
        QCOMPARE(run->epochs.size(), std::size_t{2});
        QCOMPARE(run->report->testAccuracy, std::optional<double>(0.6));
        QVERIFY(loadBestWeights(*run).value() == *someTensors());
    }

    void aDraftIsCompletedOnTheWay()
    {
        const TemporaryFolder folder;
        const Result<RunFolder> run = openRunFolder(recordRun(folder.path(), true));
        QVERIFY(run.hasValue());
        const Normalisation& kept = run->plan.network.input().normalisation;
        QVERIFY(kept == makePlan({}, stripes())->network.input().normalisation);
        QVERIFY(kept != Normalisation{});
    }

    void evaluationShowsTheTestPart()
    {
        const TemporaryFolder folder;
        EvaluateSession session;
        QSignalSpy opened(&session, &EvaluateSession::opened);
        session.open(recordRun(folder.path(), true));
        QVERIFY(session.isBusy());
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(!session.isBusy());
        const Evaluation& evaluation = session.evaluation();
        QVERIFY(evaluation.part == Part::Test);
        QCOMPARE(evaluation.step, std::int64_t{4});
        QCOMPARE(evaluation.matrix.count(0, 1), std::int64_t{2});
        QCOMPARE(evaluation.matrix.count(0, 0), std::int64_t{1});
        QCOMPARE(evaluation.matrix.count(1, 1), std::int64_t{2});
        QCOMPARE(evaluation.report.accuracy, 0.6);
        QCOMPARE(evaluation.report.classes[1].precision, 0.5);
        QVERIFY(*evaluation.predictions == *tableWith(2));
    }

    void validationCanBeShownInstead()
    {
        const TemporaryFolder folder;
        EvaluateSession session;
        QSignalSpy opened(&session, &EvaluateSession::opened);
        session.open(recordRun(folder.path(), true));
        QTRY_COMPARE(opened.count(), 1);
        session.show(Part::Validation);
        QTRY_COMPARE(opened.count(), 2);
        QVERIFY(session.evaluation().part == Part::Validation);
        QCOMPARE(session.evaluation().matrix.count(0, 1), std::int64_t{1}); // of the best step
        QCOMPARE(session.evaluation().report.accuracy, 0.8);
    }

    void withoutATestPartValidationIsShownAndSaid()
    {
        const TemporaryFolder folder;
        EvaluateSession session;
        QSignalSpy opened(&session, &EvaluateSession::opened);
        QSignalSpy failed(&session, &EvaluateSession::failed);
        session.open(recordRun(folder.path(), false));
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(session.evaluation().part == Part::Validation);
        QCOMPARE(session.evaluation().epoch, 2.0);
        for (const Part part : {Part::Test, Part::Training}) {
            session.show(part);
        }
        QTRY_COMPARE(failed.count(), 1); // the newest request answers
        QVERIFY(failed[0][0].value<Error>().code == ErrorCode::SplitEmpty);
        QCOMPARE(failed[0][0].value<Error>().detail, std::string("training"));
        QVERIFY(session.evaluation().part == Part::Validation); // kept
    }

    void aRunWithoutAReportIsStillShown()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = recordRun(folder.path(), true);
        QVERIFY(std::filesystem::remove(path / "report.json")); // as a crash leaves it
        EvaluateSession session;
        QSignalSpy opened(&session, &EvaluateSession::opened);
        session.open(path);
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(session.evaluation().part == Part::Validation);
        QCOMPARE(session.evaluation().step, std::int64_t{4});
    }

    void noRunIsSaid()
    {
        const TemporaryFolder folder;
        EvaluateSession session;
        QSignalSpy failed(&session, &EvaluateSession::failed);
        session.open(folder.path());
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].value<Error>().code == ErrorCode::RunInvalid);
        QVERIFY(!session.evaluation().run);
        QVERIFY(!session.isBusy());
    }

    void aFolderThatCannotBeMadeEndsTheRun()
    {
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "file") << "no folder";
        TrainSession session(scripted(true));
        QSignalSpy ended(&session, &TrainSession::ended);
        session.start({}, makeStripesDataSet(2, 2, {32, 32, 3}), folder.path() / "file" / "runs");
        QTRY_COMPARE(ended.count(), 1);
        const RunReport report = ended[0][0].value<RunReport>();
        QVERIFY(report.reason == EndReason::Failed);
        QVERIFY(report.error->code == ErrorCode::FileUnwritable);
        QCOMPARE(report.steps, std::int64_t{0});
        QVERIFY(session.state() == TrainState::Idle);
    }
};

SACCADE_TEST(tst_recorded_run, TstRecordedRun)
#include "tst_recorded_run.moc"
