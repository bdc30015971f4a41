#include <QSignalSpy>
#include <QTest>

#include "engine/session/late_modules.h"
#include "engine/session/train_session.h"
#include "tests/support/fake_engine.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

RunReport finishAtOnce(const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token)
{
    RunReport report;
    report.steps = 3;
    return report;
}

} // namespace

/// What comes before the engine is there, and what when it never comes.
class TstEngineLoader : public QObject
{
    Q_OBJECT

private slots:
    void givesWhatWasAdopted()
    {
        const FakeImageReader reader;
        const FakeComputeEngine engine;
        EngineLoader loader;
        QSignalSpy readerReady(&loader, &EngineLoader::imageReaderReady);
        QSignalSpy engineReady(&loader, &EngineLoader::computeEngineReady);
        QVERIFY(loader.imageReader() == nullptr && loader.computeEngine() == nullptr);
        loader.adopt(&reader, &engine);
        QVERIFY(loader.imageReader() == &reader && loader.computeEngine() == &engine);
        QCOMPARE(readerReady.count(), 1);
        QCOMPARE(engineReady.count(), 1);
    }

    void saysWhichModuleIsMissing()
    {
        const FakeImageReader reader;
        EngineLoader loader;
        QSignalSpy failed(&loader, &EngineLoader::failed);
        loader.adopt(&reader, nullptr);
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].value<Error>().code == ErrorCode::EngineMissing);
        QVERIFY(!loader.imageReaderProblem());
        QVERIFY(loader.computeEngineProblem()->code == ErrorCode::EngineMissing);
    }

    void theModulesGiveTheSameAnswerEachTime()
    {
        const Result<const ImageReader*> first = loadImageReader();
        const Result<const ImageReader*> second = loadImageReader();
        QCOMPARE(first.hasValue(), second.hasValue());
        if (first) {
            QVERIFY(*first == *second);
        } else {
            QVERIFY(first.error().code == ErrorCode::EngineMissing);
            QCOMPARE(first.error().path.filename().string(), std::string("libsaccade-decode.so"));
            QVERIFY(!first.error().detail.empty());
        }
    }

    void aRunWaitsForTheEngine()
    {
        const FakeComputeEngine engine(finishAtOnce);
        EngineLoader loader;
        TrainSession session(loader);
        QSignalSpy ended(&session, &TrainSession::ended);
        session.start({}, {}, {});
        QVERIFY(session.state() == TrainState::Running);
        QCoreApplication::processEvents();
        QCOMPARE(ended.count(), 0);
        loader.adopt(nullptr, &engine); // a missing decoder is not the trainer's concern
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended[0][0].value<RunReport>().steps, std::int64_t{3});
    }

    void aRunThatWaitsCanBeStopped()
    {
        const FakeComputeEngine engine(finishAtOnce);
        EngineLoader loader;
        TrainSession session(loader);
        QSignalSpy ended(&session, &TrainSession::ended);
        session.start({}, {}, {});
        session.requestStop();
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(ended[0][0].value<RunReport>().reason == EndReason::Stopped);
        loader.adopt(nullptr, &engine);
        QCoreApplication::processEvents();
        QCOMPARE(ended.count(), 1);
        QVERIFY(session.state() == TrainState::Idle);
    }

    void aRunFailsWhenTheEngineIsMissing_data()
    {
        QTest::addColumn<bool>("before");
        QTest::newRow("known before") << true;
        QTest::newRow("known after") << false;
    }

    void aRunFailsWhenTheEngineIsMissing()
    {
        QFETCH(bool, before);
        EngineLoader loader;
        TrainSession session(loader);
        QSignalSpy ended(&session, &TrainSession::ended);
        if (before) {
            loader.adopt(nullptr, nullptr);
        }
        session.start({}, {}, {});
        if (!before) {
            loader.adopt(nullptr, nullptr);
        }
        QCOMPARE(ended.count(), 0); // never from inside start()
        QTRY_COMPARE(ended.count(), 1);
        const RunReport report = ended[0][0].value<RunReport>();
        QVERIFY(report.reason == EndReason::Failed);
        QVERIFY(report.error->code == ErrorCode::EngineMissing);
    }
};

SACCADE_TEST(tst_engine_loader, TstEngineLoader)
#include "tst_engine_loader.moc"
