#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "engine/runs/test_openings.h"
#include "engine/session/evaluate_session.h"
#include "engine/session/evaluation_cache.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/recorded_epochs.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::vector<std::int64_t> stepsOf(const std::vector<EvaluationStop>& stops)
{
    std::vector<std::int64_t> steps;
    for (const EvaluationStop& stop : stops) {
        steps.push_back(stop.step);
    }
    return steps;
}

std::int64_t mistakes(const Evaluation& evaluation)
{
    return evaluation.matrix.total() - evaluation.matrix.correct();
}

Evaluation evaluationOf(std::int64_t step, std::size_t images)
{
    Evaluation evaluation;
    evaluation.step = step;
    auto table = std::make_shared<PredictionTable>();
    table->indices.resize(images);
    evaluation.predictions = table;
    return evaluation;
}

} // namespace

/// The epochs of a run, one after the other, and the test images that are looked at only when asked for.
class TstEvaluateSession : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void anyKeptValidationIsShown();
    void aStepThatWasNotKeptIsSaid();
    void theNewestStepAnswers();
    void aStepIsOpenedWithItsRun();
    void theTestPartHasTheKeptCheckpoints();
    void eachOpenedCheckpointIsCountedOnce();
    void lookingAgainAtTheTestIsCounted();
    void anOpeningThatCannotBeCountedIsNone();
    void howFarALookIsIsTold();
    void cancellingLeavesWhatWasShown();
    void cacheKeepsWhatWasAskedForLast();

private:
    void open();
    void showAndWait(const std::function<void()>& ask);

    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<EvaluateSession> m_session;
    FakeComputeEngine m_engine;
    DataSet m_dataSet = makeStripesDataSet(3, 8, {32, 32, 3});
    std::filesystem::path m_run;
};

void TstEvaluateSession::init()
{
    m_session = std::make_unique<EvaluateSession>();
    m_folder = std::make_unique<TemporaryFolder>();
    m_run = recordThreeEpochs(m_folder->path(), m_dataSet);
    QVERIFY(!m_run.empty());
    showAndWait([this] { m_session->open(m_run); });
    QVERIFY(m_session->evaluation().run != nullptr);
}

void TstEvaluateSession::showAndWait(const std::function<void()>& ask)
{
    ask();
    QTRY_VERIFY(!m_session->isBusy());
}

void TstEvaluateSession::anyKeptValidationIsShown()
{
    showAndWait([this] { m_session->show(Part::Validation); });
    const Evaluation& evaluation = m_session->evaluation();
    QCOMPARE(stepsOf(evaluation.stops), (std::vector<std::int64_t>{10, 20, 30}));
    QVERIFY(!evaluation.stops[0].isBest && evaluation.stops[1].isBest && evaluation.stops[2].isLast);
    QCOMPARE(evaluation.step, std::int64_t{20});
    QCOMPARE(mistakes(evaluation), std::int64_t{1});
    showAndWait([this] { m_session->showStep(10); });
    QCOMPARE(evaluation.step, std::int64_t{10});
    QCOMPARE(evaluation.epoch, 1.0);
    QCOMPARE(mistakes(evaluation), std::int64_t{3});
    QVERIFY(evaluation.report == computeClassReport(evaluation.matrix));
    // What was shown once needs no file any more.
    std::filesystem::remove_all(m_run / "predictions");
    showAndWait([this] { m_session->showStep(20); });
    QCOMPARE(mistakes(evaluation), std::int64_t{1});
}

void TstEvaluateSession::aStepThatWasNotKeptIsSaid()
{
    QSignalSpy failed(m_session.get(), &EvaluateSession::failed);
    showAndWait([this] { m_session->show(Part::Validation); });
    showAndWait([this] { m_session->showStep(15); });
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].value<Error>().code == ErrorCode::FileNotFound);
    QCOMPARE(m_session->evaluation().step, std::int64_t{20}); // kept
}

void TstEvaluateSession::theNewestStepAnswers()
{
    showAndWait([this] { m_session->show(Part::Validation); });
    QSignalSpy opened(m_session.get(), &EvaluateSession::opened);
    for (const std::int64_t step : {10, 30, 20, 10, 20, 30}) { // some of them known, some not
        m_session->showStep(step);
    }
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(m_session->evaluation().step, std::int64_t{30});
}

void TstEvaluateSession::aStepIsOpenedWithItsRun()
{
    showAndWait([this] { m_session->openAt(m_run, 30); });
    QVERIFY(m_session->evaluation().part == Part::Validation);
    QCOMPARE(mistakes(m_session->evaluation()), std::int64_t{2});
    QVERIFY(std::filesystem::remove(m_run / "report.json")); // as in a run that is still going on
    showAndWait([this] { m_session->openAt(m_run, 10); });
    QCOMPARE(mistakes(m_session->evaluation()), std::int64_t{3});
    QVERIFY(m_session->evaluation().stops[1].isBest);
}

void TstEvaluateSession::theTestPartHasTheKeptCheckpoints()
{
    const Evaluation& evaluation = m_session->evaluation();
    QVERIFY(evaluation.part == Part::Test);
    QCOMPARE(stepsOf(evaluation.stops), (std::vector<std::int64_t>{20, 30}));
    QVERIFY(evaluation.stops[0].isBest && evaluation.stops[1].isLast);
    QVERIFY(std::filesystem::remove(m_run / "weights" / "last.safetensors"));
    showAndWait([this] { m_session->open(m_run); });
    QCOMPARE(stepsOf(evaluation.stops), std::vector<std::int64_t>{20});
}

void TstEvaluateSession::eachOpenedCheckpointIsCountedOnce()
{
    const Evaluation& evaluation = m_session->evaluation();
    QCOMPARE(evaluation.testOpenings, std::int64_t{1}); // the run's own
    QCOMPARE(mistakes(evaluation), std::int64_t{1});
    const auto openLast = [this] { m_session->openCheckpoint(30, m_engine, m_dataSet); };
    showAndWait(openLast);
    QCOMPARE(evaluation.step, std::int64_t{30});
    QCOMPARE(mistakes(evaluation), std::int64_t{0}); // as the engine says
    QCOMPARE(evaluation.testOpenings, std::int64_t{2});
    showAndWait([this] { m_session->openCheckpoint(20, m_engine, m_dataSet); }); // was recorded
    QCOMPARE(mistakes(evaluation), std::int64_t{1});
    QCOMPARE(evaluation.testOpenings, std::int64_t{2});
    showAndWait(openLast); // is known
    QCOMPARE(evaluation.testOpenings, std::int64_t{2});
    QCOMPARE(*loadTestOpenings(m_run), std::int64_t{1});
    showAndWait([this] { m_session->open(m_run); });
    QCOMPARE(evaluation.testOpenings, std::int64_t{2});
}

void TstEvaluateSession::lookingAgainAtTheTestIsCounted()
{
    const auto mirrored = [this] { m_session->lookAgain(EvaluationViews::Mirror, m_engine, m_dataSet); };
    showAndWait(mirrored);
    QVERIFY(m_session->evaluation().views == EvaluationViews::Mirror);
    QCOMPARE(m_session->evaluation().testOpenings, std::int64_t{2});
    showAndWait([this] { m_session->show(Part::Validation); });
    showAndWait(mirrored);
    QCOMPARE(*loadTestOpenings(m_run), std::int64_t{1}); // validation is there to be looked at
    QSignalSpy failed(m_session.get(), &EvaluateSession::failed);
    showAndWait([this] { m_session->showStep(10); });
    showAndWait(mirrored);
    QCOMPARE(failed.count(), 1); // the weights of that epoch are gone
}

void TstEvaluateSession::anOpeningThatCannotBeCountedIsNone()
{
    std::ofstream(m_run / "test_openings.json") << "[1]";
    QSignalSpy failed(m_session.get(), &EvaluateSession::failed);
    showAndWait([this] { m_session->openCheckpoint(30, m_engine, m_dataSet); });
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed[0][0].value<Error>().path, m_run / "test_openings.json");
    QCOMPARE(m_session->evaluation().step, std::int64_t{20});
}

void TstEvaluateSession::howFarALookIsIsTold()
{
    m_engine.holdEvaluations(true);
    QSignalSpy progressed(m_session.get(), &EvaluateSession::progressed);
    m_session->lookAgain(EvaluationViews::Mirror, m_engine, m_dataSet);
    QTRY_COMPARE(progressed.count(), 1);
    QCOMPARE(progressed[0][0].toDouble(), 0.25);
    QVERIFY(progressed[0][1].toDouble() < 0); // nobody knows yet
    m_engine.holdEvaluations(false);
    QTRY_COMPARE(m_session->evaluation().views, EvaluationViews::Mirror);
}

void TstEvaluateSession::cancellingLeavesWhatWasShown()
{
    QSignalSpy failed(m_session.get(), &EvaluateSession::failed);
    m_session->cancel(); // nothing is asked for
    QCOMPARE(failed.count(), 0);
    m_engine.holdEvaluations(true);
    m_session->lookAgain(EvaluationViews::Mirror, m_engine, m_dataSet);
    m_session->cancel();
    QVERIFY(!m_session->isBusy());
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].value<Error>().code == ErrorCode::Cancelled);
    QCOMPARE(m_session->evaluation().views, EvaluationViews::Single);
    const std::int64_t openings = m_session->evaluation().testOpenings;
    m_engine.holdEvaluations(false);
    showAndWait([this] { m_session->show(Part::Test); });
    QCOMPARE(m_session->evaluation().testOpenings, openings); // what was cancelled counts as nothing
    QCOMPARE(failed.count(), 1);
}

void TstEvaluateSession::cacheKeepsWhatWasAskedForLast()
{
    const std::size_t each = EvaluationCache::sizeOf(evaluationOf(1, 100));
    EvaluationCache cache(2 * each);
    cache.put(evaluationOf(1, 100));
    cache.put(evaluationOf(2, 100));
    cache.put(evaluationOf(2, 100)); // takes its own place
    QCOMPARE(cache.bytes(), 2 * each);
    QVERIFY(cache.find(Part::Test, 1, {}).has_value());
    cache.put(evaluationOf(3, 100));
    QVERIFY(cache.find(Part::Test, 1, {}) && !cache.find(Part::Test, 2, {}) && cache.find(Part::Test, 3, {}));
    QVERIFY(!cache.find(Part::Test, 1, EvaluationViews::Mirror));
    cache.put(evaluationOf(4, 1000));
    QVERIFY(!cache.find(Part::Test, 4, {}) && cache.find(Part::Test, 3, {}));
    cache.clear();
    QCOMPARE(cache.bytes(), std::size_t{0});
}

SACCADE_TEST(tst_evaluate_session, TstEvaluateSession)
#include "tst_evaluate_session.moc"
