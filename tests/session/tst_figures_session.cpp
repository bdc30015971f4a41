#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "engine/session/figures_session.h"
#include "engine/session/run_evaluation.h"
#include "tests/support/memory_store.h"
#include "tests/support/sure_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

using Figures = std::shared_ptr<const EvaluationFigures>;

/// What stands behind an evaluation, from a recorded run.
class TstFiguresSession : public QObject
{
    Q_OBJECT

private slots:
    void sureRunIsTooSure()
    {
        const Figures figures = figuresOf(true);
        QVERIFY(figures->fit.has_value());
        QCOMPARE(figures->fit->outcome, TemperatureOutcome::Fitted);
        QVERIFY(figures->fit->after.temperature > 1);
        QCOMPARE(figures->fit->before.count, std::int64_t{kSureImages});
        QVERIFY(figures->corrected.has_value());
        QVERIFY(figures->corrected->reliability.expectedError < figures->asTrained.reliability.expectedError / 2);
        QCOMPARE(figures->corrected->coverage.images, std::int64_t{kSureImages});
        QVERIFY(std::any_of(figures->findings.begin(), figures->findings.end(), [](const Finding& finding) {
            const auto* confidence = std::get_if<ConfidenceFinding>(&finding);
            return confidence != nullptr && confidence->isOverconfident;
        }));
    }

    void numbersHaveIntervals()
    {
        const Figures figures = figuresOf(true);
        QVERIFY(figures->accuracy == wilsonInterval(180, kSureImages));
        QCOMPARE(figures->intervals.size(), std::size_t{3});
        QVERIFY(figures->macroF1->interval.contains(0.75));
        QCOMPARE(figures->ranking->classes.size(), std::size_t{3});
    }

    void neverLearnedImagesAreSuspects()
    {
        const Figures figures = figuresOf(true);
        QCOMPARE(figures->validations, 3);
        QCOMPARE(figures->suspects.size(), std::size_t{kSureImages / 4});
        QVERIFY(figures->suspects.front().history.isNeverLearned());
    }

    void classesShortOfTrainingImagesAreFound()
    {
        const auto shortClasses = [&](const DataSet& dataSet) {
            const Result<EvaluationFigures> figures = computeFigures(sureEvaluation(true), dataSet, {});
            return !figures
                       ? -1
                       : std::count_if(figures->findings.begin(), figures->findings.end(), [](const Finding& each) {
                             const auto* found = std::get_if<ShortClassFinding>(&each);
                             return found != nullptr && found->isShortInTraining && found->trainingImages == 10;
                         });
        };
        DataSet few = makeStripesDataSet(3, 10, {2, 2, 1});
        QCOMPARE(shortClasses(few), 0); // of another data set than the run's
        few.id = "abc";
        QCOMPARE(shortClasses(few), 3);
    }

    void runWithoutProbabilitiesSaysWhatItCan()
    {
        const Figures figures = figuresOf(false);
        QVERIFY(!figures->ranking && !figures->fit && !figures->corrected);
        QCOMPARE(figures->asTrained.reliability.count, std::int64_t{kSureImages});
        QVERIFY(!figures->suspects.empty());
    }

    void curvesOfTheNewestClass()
    {
        FiguresSession session;
        std::vector<std::shared_ptr<const ClassCurve>> curves;
        connect(&session, &FiguresSession::curveComputed, this, [&](const auto& curve) { curves.push_back(curve); });
        const Evaluation evaluation = sureEvaluation(true);
        session.computeCurve(evaluation.predictions, 0);
        session.computeCurve(evaluation.predictions, 2);
        QTRY_COMPARE(curves.size(), std::size_t{1});
        QCOMPARE(curves[0]->label, 2);
        QCOMPARE(curves[0]->curve.positives, std::int64_t{kSureImages / 3});
        QVERIFY(curves[0]->best && curves[0]->averagePrecision);
        QCOMPARE(curves[0]->roc.back().x, 1.0);
    }

    void newestFiguresAnswerAlone()
    {
        FiguresSession session;
        int answers = 0;
        connect(&session, &FiguresSession::computed, this, [&](const Figures&) { ++answers; });
        const Evaluation evaluation = sureEvaluation(true);
        for (int i = 0; i < 5; ++i) {
            session.compute(evaluation, {});
        }
        QTRY_VERIFY(!session.isBusy());
        QCOMPARE(answers, 1);
    }

    void destructionWhileRunning()
    {
        const Evaluation evaluation = sureEvaluation(true);
        for (int i = 0; i < 3; ++i) {
            FiguresSession session;
            session.compute(evaluation, {});
            session.computeCurve(evaluation.predictions, 1);
        }
    }

private:
    Evaluation sureEvaluation(bool keepsProbabilities) const
    {
        Result<Evaluation> evaluation = evaluateRun(recordSureRun(m_folder.path(), keepsProbabilities));
        return evaluation ? *evaluation : Evaluation{};
    }

    Figures figuresOf(bool keepsProbabilities) const
    {
        const Result<EvaluationFigures> figures = computeFigures(sureEvaluation(keepsProbabilities), {}, {});
        return figures ? std::make_shared<const EvaluationFigures>(*figures) : nullptr;
    }

    TemporaryFolder m_folder;
};

SACCADE_TEST(tst_figures_session, TstFiguresSession)
#include "tst_figures_session.moc"
