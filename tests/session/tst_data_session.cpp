#include <QSignalSpy>
#include <QTest>
#include <fstream>
#include <new>
#include <semaphore>
#include <thread>

#include "engine/session/data_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Progress = std::function<void(const OpenProgress&)>;

/// 20 images for each of two classes, none with a given part.
DataSet undivided(const std::string& name)
{
    DataSet set = makeStripesDataSet(2, 20, {4, 4, 3});
    auto samples = std::make_shared<std::vector<Sample>>();
    for (const Sample& sample : *set.samples) {
        if (sample.part == Part::Training) {
            samples->push_back(sample);
        }
    }
    set.name = name;
    set.source = name;
    set.samples = samples;
    set.hasGivenTest = false;
    set.hasGivenValidation = false;
    return set;
}

Result<DataSet> openAtOnce(const OpenRequest& request, std::stop_token, const Progress& progress)
{
    progress({40, 40, 0});
    if (request.source == "broken") {
        return Error{ErrorCode::DataSetEmpty, "no image", "broken"};
    }
    if (request.source == "memory") {
        throw std::bad_alloc();
    }
    return undivided(request.source);
}

/// "slow" tells its progress until it is stopped, everything else opens at once.
Result<DataSet> openSlowly(const OpenRequest& request, std::stop_token stop, const Progress& progress)
{
    if (request.source != "slow") {
        return openAtOnce(request, stop, progress);
    }
    for (std::size_t done = 0; !stop.stop_requested(); ++done) {
        progress({done, 0, -1});
        std::this_thread::yield();
    }
    return Error{ErrorCode::Cancelled, {}, {}};
}

OpenRequest from(const std::string& source)
{
    OpenRequest request;
    request.source = source;
    return request;
}

SplitRule ruleOf(double validation, double test)
{
    SplitRule rule;
    rule.validationShare = validation;
    rule.testShare = test;
    return rule;
}

struct Fixture
{
    explicit Fixture(FakeImageReader::Open open, const std::filesystem::path& changesFolder = {})
        : reader(std::move(open)), session(loader, changesFolder)
    {
        loader.adopt(&reader, nullptr);
    }

    FakeImageReader reader;
    EngineLoader loader;
    DataSession session;
    QSignalSpy started{&session, &DataSession::started};
    QSignalSpy progressed{&session, &DataSession::progressed};
    QSignalSpy opened{&session, &DataSession::opened};
    QSignalSpy failed{&session, &DataSession::failed};

    [[nodiscard]] ErrorCode failure(int index) const { return failed[index][0].value<Error>().code; }
};

} // namespace

/// Opening data sets: the newest request answers, cancelling keeps what was open.
class TstDataSession : public QObject
{
    Q_OBJECT

private slots:
    void opensAndDivides()
    {
        Fixture f(openAtOnce);
        f.session.open(from("shapes"), ruleOf(0.25, 0));
        QVERIFY(f.session.isBusy());
        QCOMPARE(f.started.count(), 1);
        QTRY_COMPARE(f.opened.count(), 1);
        QVERIFY(!f.session.isBusy());
        const DataSet& set = f.session.dataSet();
        QCOMPARE(set.name, std::string("shapes"));
        QCOMPARE(set.countOf(Part::Validation, 0), std::size_t{5}); // round(0.25 * 20)
        QCOMPARE(set.countOf(Part::Training, 1), std::size_t{15});
    }

    void anotherSplitStartsFromTheSource()
    {
        Fixture f(openAtOnce);
        f.session.open(from("shapes"), ruleOf(0.5, 0));
        QTRY_COMPARE(f.opened.count(), 1);
        f.session.setSplit(ruleOf(0.1, 0));
        QVERIFY(f.session.isBusy());
        QTRY_COMPARE(f.opened.count(), 2);
        QCOMPARE(f.session.dataSet().countOf(Part::Validation, 0), std::size_t{2}); // round(0.1 * 20)
        QCOMPARE(f.session.splitRule(), ruleOf(0.1, 0));
    }

    void changesAreMadeKeptAndTakenBack()
    {
        const TemporaryFolder folder;
        const std::string source = (folder.path() / "shapes").string();
        const auto changesOf = [](const DataSet& set) {
            const Sample& sample = (*set.samples)[static_cast<std::size_t>(set.indicesOf(Part::Training).front())];
            return DataChanges{{sample.name, set.classNames[0], set.classNames[1], ImagePlacement::AsDrawn}};
        };
        DataChanges changes;
        {
            Fixture f(openAtOnce, folder.path() / "apart");
            f.session.open(from(source), ruleOf(0.25, 0));
            QTRY_COMPARE(f.opened.count(), 1);
            changes = changesOf(f.session.dataSet());
            f.session.setChanges(changes);
            QTRY_COMPARE(f.opened.count(), 2);
            QCOMPARE(f.session.dataSet().countOf(Part::Training, 0), std::size_t{14});
            QCOMPARE(f.session.dataSet().countOf(Part::Training, 1), std::size_t{16});
            f.session.setSplit(ruleOf(0.5, 0)); // another split keeps them
            QTRY_COMPARE(f.opened.count(), 3);
            QCOMPARE(f.session.dataSet().changes, changes);
        } // what is not written yet is written at the end
        Fixture f(openAtOnce, folder.path() / "apart");
        f.session.open(from(source), ruleOf(0.25, 0));
        QTRY_COMPARE(f.opened.count(), 1);
        QCOMPARE(f.session.dataSet().changes, changes);
        QCOMPARE(f.session.dataSet().countOf(Part::Training, 0), std::size_t{14});
        f.session.setChanges({});
        QTRY_COMPARE(f.opened.count(), 2);
        QCOMPARE(f.session.dataSet().countOf(Part::Training, 0), std::size_t{15});
        QTRY_VERIFY(!std::filesystem::exists(source + ".saccade.json"));
    }

    void aDamagedFileOfChangesKeepsTheSetClosed()
    {
        const TemporaryFolder folder;
        const std::string source = (folder.path() / "shapes").string();
        std::ofstream(source + ".saccade.json") << "{";
        Fixture f(openAtOnce, folder.path() / "apart");
        f.session.open(from(source), ruleOf(0.25, 0));
        QTRY_COMPARE(f.failed.count(), 1);
        QCOMPARE(f.failure(0), ErrorCode::FormatInvalid);
    }

    void changesThatCannotBeWrittenAreTold()
    {
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "medium") << "x"; // a folder that is a file takes nothing
        Fixture f(openAtOnce, folder.path() / "medium" / "apart");
        QSignalSpy notKept(&f.session, &DataSession::changesNotKept);
        f.session.open(from((folder.path() / "medium" / "shapes").string()), ruleOf(0.25, 0));
        QTRY_COMPARE(f.opened.count(), 1);
        f.session.setChanges({{"x", "y", "z", ImagePlacement::Excluded}});
        QTRY_COMPARE(notKept.count(), 1);
        QTRY_COMPARE(f.session.dataSet().changes.size(), std::size_t{1});
    }

    void aSplitAskedForWhileOpeningIsUsed()
    {
        Fixture f(openAtOnce);
        f.session.open(from("shapes"), ruleOf(0.5, 0));
        f.session.setSplit(ruleOf(0.1, 0));
        QTRY_COMPARE(f.opened.count(), 1);
        QCOMPARE(f.session.dataSet().countOf(Part::Validation, 0), std::size_t{2});
        QVERIFY(!f.session.isBusy());
    }

    void theNewestRequestWins()
    {
        Fixture f(openSlowly);
        f.session.open(from("slow"), {});
        QTRY_VERIFY(f.progressed.count() > 0);
        f.session.open(from("first"), {});
        f.session.open(from("second"), {});
        QTRY_COMPARE(f.opened.count(), 1);
        QCOMPARE(f.session.dataSet().name, std::string("second"));
        QCOMPARE(f.failed.count(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(f.opened.count(), 1);
    }

    void cancellingKeepsTheOpenSet()
    {
        Fixture f(openSlowly);
        f.session.open(from("first"), ruleOf(0.25, 0));
        QTRY_COMPARE(f.opened.count(), 1);
        f.session.open(from("slow"), ruleOf(0.4, 0));
        QTRY_VERIFY(f.progressed.count() > 1);
        f.session.cancel();
        QTRY_COMPARE(f.failed.count(), 1);
        QVERIFY(f.failure(0) == ErrorCode::Cancelled);
        QVERIFY(!f.session.isBusy());
        QCOMPARE(f.session.dataSet().name, std::string("first"));
        QCOMPARE(f.session.splitRule(), ruleOf(0.25, 0));
        const auto told = f.progressed.count();
        QTest::qWait(0);
        QCOMPARE(f.progressed.count(), told); // nothing of it comes after its end
    }

    void cancellingTooLateStillCancels()
    {
        std::binary_semaphore isDone{0};
        Fixture f([&isDone](const OpenRequest& request, std::stop_token stop, const Progress& progress) {
            Result<DataSet> set = openAtOnce(request, stop, progress);
            isDone.release();
            return set;
        });
        f.session.open(from("shapes"), {});
        isDone.acquire(); // the set is complete, its answer not yet delivered
        f.session.cancel();
        QTRY_COMPARE(f.failed.count(), 1);
        QCOMPARE(f.opened.count(), 0);
        QCOMPARE(f.session.dataSet().count(), std::size_t{0});
    }

    void failuresKeepTheOpenSet_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("empty") << "broken" << ErrorCode::DataSetEmpty;
        QTest::newRow("memory") << "memory" << ErrorCode::OutOfMemory;
    }

    void failuresKeepTheOpenSet()
    {
        QFETCH(QString, source);
        QFETCH(ErrorCode, code);
        Fixture f(openAtOnce);
        f.session.open(from("first"), {});
        QTRY_COMPARE(f.opened.count(), 1);
        f.session.open(from(source.toStdString()), {});
        QTRY_COMPARE(f.failed.count(), 1);
        QVERIFY(f.failure(0) == code);
        QCOMPARE(f.session.dataSet().name, std::string("first"));
    }

    void aRequestWaitsForTheReader()
    {
        const FakeImageReader reader(openAtOnce);
        EngineLoader loader;
        DataSession session(loader);
        QSignalSpy opened(&session, &DataSession::opened);
        session.open(from("shapes"), {});
        QCoreApplication::processEvents();
        QCOMPARE(opened.count(), 0);
        loader.adopt(&reader, nullptr);
        QTRY_COMPARE(opened.count(), 1);
    }

    void aRequestThatWaitsCanBeCancelled()
    {
        EngineLoader loader;
        DataSession session(loader);
        QSignalSpy failed(&session, &DataSession::failed);
        session.open(from("shapes"), {});
        session.cancel();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].value<Error>().code == ErrorCode::Cancelled);
    }

    void aMissingReaderIsSaid()
    {
        EngineLoader loader;
        DataSession session(loader);
        QSignalSpy failed(&session, &DataSession::failed);
        loader.adopt(nullptr, nullptr);
        session.open(from("shapes"), {});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].value<Error>().code == ErrorCode::EngineMissing);
    }

    void destructionWhileOpeningStopsAndWaits()
    {
        std::atomic<bool> returned{false};
        {
            Fixture f([&](const OpenRequest& request, std::stop_token stop, const Progress& progress) {
                Result<DataSet> set = openSlowly(request, stop, progress);
                returned = true;
                return set;
            });
            f.session.open(from("slow"), {});
            QTRY_VERIFY(f.progressed.count() > 0);
        }
        QVERIFY(returned);
    }
};

SACCADE_TEST(tst_data_session, TstDataSession)
#include "tst_data_session.moc"
