#include <QTest>
#include <QThread>
#include <fstream>

#include "engine/session/history_session.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

HistorySession::Predictions named(const std::string& name, std::size_t count = 1)
{
    auto kept = std::make_shared<std::vector<KeptPrediction>>(count);
    for (KeptPrediction& prediction : *kept) {
        prediction.name = name;
    }
    return kept;
}

/// A session and what it said.
struct Watched
{
    explicit Watched(const std::filesystem::path& file) : session(file)
    {
        QObject::connect(&session, &HistorySession::opened,
                         [this](const HistorySession::Predictions& kept) { opened = kept; });
        QObject::connect(&session, &HistorySession::keptElsewhere, [this] { isElsewhere = true; });
        QObject::connect(&session, &HistorySession::failed, [this](const Error& error) { errors.push_back(error); });
    }

    HistorySession session;
    HistorySession::Predictions opened;
    std::vector<Error> errors;
    bool isElsewhere = false;
};

} // namespace

/// Kept from one start to the next.
class TstHistorySession : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheFirstOfTwoKeeps()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "predictions.json";
        {
            Watched first(file);
            first.session.open();
            QTRY_VERIFY(first.opened);
            first.session.keep(named("first"));
            QTRY_VERIFY(std::filesystem::exists(file));
            QVERIFY(!first.isElsewhere);
            Watched second(file);
            second.session.open();
            QTRY_VERIFY(second.opened);
            QVERIFY(second.isElsewhere && second.errors.empty());
            QVERIFY(*second.opened == *named("first")); // it reads
            second.session.keep(named("second"));
        }
        Watched third(file);
        third.session.open();
        QTRY_VERIFY(third.opened);
        QVERIFY(!third.isElsewhere);
        QVERIFY(*third.opened == *named("first"));
    }

    void theLastContentIsThereAfterTheEnd()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "data" / "predictions.json";
        {
            Watched first(file);
            first.session.open();
            QTRY_VERIFY(first.opened);
            QVERIFY(first.opened->empty() && first.errors.empty()); // no file is no fault
            for (int i = 0; i < 20; ++i) {
                first.session.keep(named(std::to_string(i)));
            }
        } // at once: nothing was waited for
        Watched second(file);
        second.session.open();
        QTRY_VERIFY(second.opened);
        QVERIFY(*second.opened == *named("19"));
    }

    void whatIsGivenBeforeTheFileIsReadComesInFront_data()
    {
        QTest::addColumn<bool>("isWritten");
        QTest::newRow("ended at once") << false;
        QTest::newRow("read, but not told") << true;
    }

    void whatIsGivenBeforeTheFileIsReadComesInFront()
    {
        QFETCH(bool, isWritten);
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "predictions.json";
        QVERIFY(savePredictions(file, *named("old", kMostKeptPredictions)).hasValue());
        {
            Watched first(file);
            first.session.open();
            first.session.keep(named("newer"));
            while (isWritten && loadPredictions(file)->front().name != "newer") {
                QThread::msleep(1); // no event is delivered
            }
            first.session.keep(named("newest", 2));
        }
        const Result<std::vector<KeptPrediction>> kept = loadPredictions(file);
        QVERIFY(kept.hasValue());
        QCOMPARE(kept->size(), kMostKeptPredictions);
        QCOMPARE((*kept)[0].name, std::string("newest"));
        QCOMPARE((*kept)[1].name, std::string("newest"));
        QCOMPARE((*kept)[2].name, std::string("old"));
    }

    void whatIsClearedAfterReadingIsGone()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "predictions.json";
        QVERIFY(savePredictions(file, *named("old")).hasValue());
        {
            Watched first(file);
            first.session.open();
            QTRY_VERIFY(first.opened);
            first.session.keep(named("", 0));
        }
        QVERIFY(loadPredictions(file)->empty());
    }

    void anEndWhileReadingLeavesWhatIsBroken()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "predictions.json";
        std::ofstream(file) << "half a fi";
        {
            Watched first(file);
            first.session.open();
            first.session.keep(named("new"));
        }
        QVERIFY(std::filesystem::exists(std::filesystem::path(file) += ".broken"));
        QVERIFY(*loadPredictions(file) == *named("new"));
    }

    void aBrokenFileIsPutAside()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "predictions.json";
        std::ofstream(file) << "half a fi";
        {
            Watched watched(file);
            watched.session.open();
            QTRY_VERIFY(watched.opened);
            QVERIFY(watched.opened->empty());
            QCOMPARE(watched.errors.size(), std::size_t{1});
            QCOMPARE(watched.errors[0].code, ErrorCode::FormatInvalid);
            QCOMPARE(watched.errors[0].path, std::filesystem::path(file) += ".broken");
            QVERIFY(!std::filesystem::exists(file));
            watched.session.keep(named("new"));
        }
        std::ifstream aside(std::filesystem::path(file) += ".broken");
        QCOMPARE(std::string(std::istreambuf_iterator<char>(aside), {}), std::string("half a fi"));
        QVERIFY(*loadPredictions(file) == *named("new"));
    }

    void writingThatFailsIsSaid()
    {
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "no folder") << "a file";
        Watched watched(folder.path() / "no folder" / "predictions.json");
        watched.session.keep(named("lost"));
        QTRY_COMPARE(watched.errors.size(), std::size_t{1});
        QCOMPARE(watched.errors[0].code, ErrorCode::FileUnwritable);
    }

    void withoutAPathNothingIsKept()
    {
        Watched watched({});
        watched.session.open();
        QTRY_VERIFY(watched.opened);
        watched.session.keep(named("nowhere"));
        watched.session.open(); // answered after what was asked before
        watched.opened = nullptr;
        QTRY_VERIFY(watched.opened);
        QVERIFY(watched.opened->empty() && watched.errors.empty());
    }
};

SACCADE_TEST(tst_history_session, TstHistorySession)
#include "tst_history_session.moc"
