#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <new>
#include <sys/resource.h>
#include <thread>

#include "engine/session/train_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

BatchPoint pointAt(std::int64_t step)
{
    BatchPoint point;
    point.step = step;
    point.loss = 1.0 / static_cast<double>(step);
    return point;
}

RunReport reportOf(std::stop_token stop, std::int64_t steps)
{
    RunReport report;
    report.reason = stop.stop_requested() ? EndReason::Stopped : EndReason::Completed;
    report.steps = steps;
    return report;
}

TrainSession::TrainerFactory scripted(FakeTrainer::Script script)
{
    return [script] { return std::make_unique<FakeTrainer>(script); };
}

/// Steps until it is stopped.
RunReport endless(const TrainPlan&, const DataSet&, TrainObserver& observer, std::stop_token stop)
{
    std::int64_t step = 0;
    while (!stop.stop_requested()) {
        observer.batchDone(pointAt(++step));
        std::this_thread::yield();
    }
    return reportOf(stop, step);
}

/// Everything a session says, in order.
struct Recorder
{
    explicit Recorder(TrainSession& session)
    {
        QObject::connect(&session, &TrainSession::updated, [this](const TrainUpdate& update) {
            ++updates;
            updatesAfterEnd += ends.empty() ? 0 : 1;
            batches.insert(batches.end(), update.batches.begin(), update.batches.end());
            epochs.insert(epochs.end(), update.epochs.begin(), update.epochs.end());
            snapshotStep = update.snapshot ? update.snapshot->step : snapshotStep;
        });
        QObject::connect(&session, &TrainSession::ended, [this](const RunReport& report) { ends.push_back(report); });
        QObject::connect(&session, &TrainSession::stateChanged, [this](TrainState state) { states.push_back(state); });
    }

    int updates = 0;
    int updatesAfterEnd = 0;
    std::int64_t snapshotStep = 0;
    std::vector<BatchPoint> batches;
    std::vector<EpochPoint> epochs;
    std::vector<RunReport> ends;
    std::vector<TrainState> states;
};

} // namespace

/// The thread boundary of training, with a trainer that is a script.
class TstTrainSession : public QObject
{
    Q_OBJECT

private slots:
    void thousandsOfPointsBecomeFewDeliveries()
    {
        constexpr int kSteps = 20000;
        TrainSession session(
            scripted([](const TrainPlan&, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                for (int step = 1; step <= kSteps; ++step) {
                    BatchPoint point = pointAt(step);
                    point.loss = step == 7001 ? -5 : step == 9002 ? 50 : 1;
                    observer.batchDone(point);
                    if (step % 5000 == 0) {
                        EpochPoint epoch;
                        epoch.step = step;
                        observer.epochDone(epoch);
                        observer.snapshotTaken({step, 0, nullptr});
                    }
                }
                return reportOf(stop, kSteps);
            }));
        Recorder recorder(session);
        session.start({}, makeStripesDataSet(2, 2, {4, 4, 3}), {});
        QTRY_COMPARE(recorder.ends.size(), std::size_t{1});
        QVERIFY(recorder.updates <= kSteps / 50);
        QVERIFY(std::is_sorted(recorder.batches.begin(), recorder.batches.end(),
                               [](const BatchPoint& a, const BatchPoint& b) { return a.step < b.step; }));
        const auto has = [&](double loss) {
            return std::any_of(recorder.batches.begin(), recorder.batches.end(),
                               [loss](const BatchPoint& point) { return point.loss == loss; });
        };
        QVERIFY(has(-5));
        QVERIFY(has(50));
        QCOMPARE(recorder.batches.back().step, std::int64_t{kSteps});
        QCOMPARE(recorder.epochs.size(), std::size_t{4});
        QCOMPARE(recorder.snapshotStep, std::int64_t{kSteps});
        QCOMPARE(recorder.ends[0].steps, std::int64_t{kSteps});
        QCOMPARE(recorder.updatesAfterEnd, 0);
    }

    void aStartPointThatIsNotThereIsTold()
    {
        const TemporaryFolder folder;
        TrainSession session(scripted(
            [](const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token stop) { return reportOf(stop, 1); }));
        QSignalSpy failed(&session, &TrainSession::startPointFailed);
        session.readStartPoint(folder.path() / "nowhere");
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::FileNotFound);
    }

    void stopsWithinOneEvent()
    {
        std::atomic<std::int64_t> stepsAfterStop{0};
        TrainSession session(
            scripted([&](const TrainPlan&, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                std::int64_t step = 0;
                do {
                    stepsAfterStop += stop.stop_requested() ? 1 : 0;
                    observer.batchDone(pointAt(++step));
                } while (!stop.stop_requested());
                return reportOf(stop, step);
            }));
        Recorder recorder(session);
        session.start({}, {}, {});
        QTRY_VERIFY(!recorder.batches.empty());
        session.requestStop();
        QVERIFY(session.state() == TrainState::Stopping);
        session.requestStop(); // a second request changes nothing
        QTRY_COMPARE(recorder.ends.size(), std::size_t{1});
        QVERIFY(recorder.ends[0].reason == EndReason::Stopped);
        QVERIFY(stepsAfterStop <= 1);
        QVERIFY(recorder.states ==
                (std::vector<TrainState>{TrainState::Running, TrainState::Stopping, TrainState::Idle}));
    }

    void startsAndStopsAgainAndAgain()
    {
        TrainSession session(scripted(endless));
        Recorder recorder(session);
        for (std::size_t run = 1; run <= 5; ++run) {
            session.start({}, {}, {});
            session.start({}, {}, {}); // not idle: ignored
            session.requestStop();
            QTRY_COMPARE(recorder.ends.size(), run);
            QVERIFY(session.state() == TrainState::Idle);
        }
    }

    void theNextRunMayStartInsideEnded()
    {
        std::atomic<int> runs{0};
        TrainSession session(scripted([&](const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token stop) {
            return reportOf(stop, ++runs);
        }));
        Recorder recorder(session);
        connect(&session, &TrainSession::ended, &session, [&](const RunReport& report) {
            if (report.steps < 3) {
                session.start({}, {}, {});
            }
        });
        session.start({}, {}, {});
        QTRY_COMPARE(recorder.ends.size(), std::size_t{3});
        QVERIFY(session.state() == TrainState::Idle);
        QCOMPARE(recorder.ends[2].steps, std::int64_t{3});
    }

    void destructionWhileRunningStopsAndWaits()
    {
        std::atomic<bool> started{false};
        std::atomic<bool> returned{false};
        {
            TrainSession session(scripted(
                [&](const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop) {
                    started = true;
                    RunReport report = endless(plan, dataSet, observer, stop);
                    returned = true;
                    return report;
                }));
            session.start({}, {}, {});
            QTRY_VERIFY(started);
        }
        QVERIFY(returned);
        QCoreApplication::processEvents(); // nothing of it is left in the event queue
    }

    void destructionInsideASlotIsSafe_data()
    {
        QTest::addColumn<bool>("inEnded");
        QTest::newRow("updated") << false;
        QTest::newRow("ended") << true;
    }

    void destructionInsideASlotIsSafe()
    {
        QFETCH(bool, inEnded);
        auto session = std::make_unique<TrainSession>(
            scripted([](const TrainPlan&, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                observer.batchDone(pointAt(1));
                return reportOf(stop, 1);
            }));
        if (inEnded) {
            connect(session.get(), &TrainSession::ended, this, [&] { session.reset(); });
        } else {
            connect(session.get(), &TrainSession::updated, this, [&] { session.reset(); });
        }
        session->start({}, {}, {});
        QTRY_VERIFY(!session);
    }

    void exceptionsEndTheRun_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("detail");
        QTest::newRow("std") << 0 << ErrorCode::Internal << "a fault";
        QTest::newRow("memory") << 1 << ErrorCode::OutOfMemory << "";
        QTest::newRow("other") << 2 << ErrorCode::Internal << "an exception of unknown type";
        QTest::newRow("no trainer") << 3 << ErrorCode::EngineMissing << "the engine gave no trainer";
    }

    void exceptionsEndTheRun()
    {
        QFETCH(int, kind);
        QFETCH(ErrorCode, code);
        QFETCH(QString, detail);
        TrainSession session([kind]() -> std::unique_ptr<Trainer> {
            if (kind == 3) {
                return nullptr;
            }
            return std::make_unique<FakeTrainer>(
                [kind](const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token) -> RunReport {
                    if (kind == 0) {
                        throw std::runtime_error("a fault");
                    }
                    if (kind == 1) {
                        throw std::bad_alloc();
                    }
                    throw 5;
                });
        });
        Recorder recorder(session);
        session.start({}, {}, {});
        QTRY_COMPARE(recorder.ends.size(), std::size_t{1});
        QVERIFY(recorder.ends[0].reason == EndReason::Failed);
        QVERIFY(recorder.ends[0].error->code == code);
        QCOMPARE(QString::fromStdString(recorder.ends[0].error->detail), detail);
        QVERIFY(session.state() == TrainState::Idle);
    }

    void thePlanBecomesTheResolvedOne()
    {
        TrainSession session(
            scripted([](const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                TrainPlan resolved = plan;
                resolved.settings.replicas = 2;
                observer.planResolved(resolved);
                return reportOf(stop, 0);
            }));
        Recorder recorder(session);
        TrainPlan plan;
        plan.settings.seed = 77;
        plan.settings.replicas = 0;
        session.start(plan, {}, {});
        QTRY_COMPARE(recorder.ends.size(), std::size_t{1});
        QCOMPARE(session.plan().settings.seed, std::uint64_t{77});
        QCOMPARE(session.plan().settings.replicas, 2);
    }

    void theWorkerAndItsThreadsHaveLowerPriority()
    {
        std::atomic<int> workers{0};
        std::atomic<int> children{0};
        TrainSession session(scripted([&](const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token stop) {
            workers = getpriority(PRIO_PROCESS, 0);
            std::jthread([&] { children = getpriority(PRIO_PROCESS, 0); }).join();
            return reportOf(stop, 0);
        }));
        Recorder recorder(session);
        const int ours = getpriority(PRIO_PROCESS, 0);
        session.start({}, {}, {});
        QTRY_COMPARE(recorder.ends.size(), std::size_t{1});
        const int expected = std::min(19, ours + 5);
        QCOMPARE(workers.load(), expected);
        QCOMPARE(children.load(), expected);
        QCOMPARE(getpriority(PRIO_PROCESS, 0), ours);
    }
};

SACCADE_TEST(tst_train_session, TstTrainSession)
#include "tst_train_session.moc"
