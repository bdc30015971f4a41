#include <QTest>
#include <optional>

#include "engine/session/comparison_session.h"
#include "tests/support/sure_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Two recorded runs side by side.
class TstComparisonSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_pathA = recordSureRun(m_folder.path() / "a");
        m_pathB = recordSureRun(m_folder.path() / "b", true, 2);
        const Result<RunFolder> a = openRunFolder(m_pathA);
        QVERIFY(a.hasValue());
        m_a = std::make_shared<const RunFolder>(*a);
    }

    void init()
    {
        m_session = std::make_unique<ComparisonSession>();
        m_runs.reset();
        m_error.reset();
        m_answers = 0;
        connect(m_session.get(), &ComparisonSession::compared, this, [this](const auto& runs) {
            m_runs = runs;
            ++m_answers;
        });
        connect(m_session.get(), &ComparisonSession::failed, this, [this](const Error& error) { m_error = error; });
    }

    /// A errs on every fourth triple of 80, B on every second: A's 60 errors are among B's 120.
    void countsAddUp()
    {
        m_session->compare(m_a, m_pathB, Part::Test);
        QTRY_VERIFY(m_runs != nullptr);
        const PairedCounts& counts = m_runs->comparison.test.counts;
        QVERIFY(counts == (PairedCounts{120, 60, 0, 60, 0}));
        QCOMPARE(m_runs->comparison.images(), std::int64_t{kSureImages});
        QCOMPARE(m_runs->comparison.onlyA.size(), std::size_t{60});
        QCOMPARE(m_runs->b->path, m_pathB);
    }

    void whatCannotBeComparedSaysWhy()
    {
        m_session->compare(m_a, m_folder.path() / "nothing", Part::Test);
        QTRY_VERIFY(m_error.has_value());
        QCOMPARE(m_error->code, ErrorCode::FileNotFound);
    }

    void newestRequestAnswersAlone()
    {
        m_session->compare(m_a, m_pathA, Part::Test);
        m_session->compare(m_a, m_pathA, Part::Validation);
        m_session->compare(m_a, m_pathB, Part::Validation);
        QTRY_COMPARE(m_answers, 1);
        QCOMPARE(m_runs->comparison.part, Part::Validation);
        QCOMPARE(m_runs->b->path, m_pathB);
    }

    void destructionWhileRunning()
    {
        m_session->compare(m_a, m_pathB, Part::Test);
        m_session.reset();
        QCOMPARE(m_answers, 0);
    }

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_pathA;
    std::filesystem::path m_pathB;
    std::shared_ptr<const RunFolder> m_a;
    std::unique_ptr<ComparisonSession> m_session;
    std::shared_ptr<const ComparedRuns> m_runs;
    std::optional<Error> m_error;
    int m_answers = 0;
};

SACCADE_TEST(tst_comparison_session, TstComparisonSession)
#include "tst_comparison_session.moc"
