#include <QLabel>
#include <QTest>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/models/prediction_history_model.h"
#include "ui/pages/predict_result_pane.h"
#include "ui/widgets/probability_bars.h"

using namespace saccade;

namespace {

HistoryEntry catEntry(std::optional<double> rejectThreshold)
{
    HistoryEntry entry;
    entry.classNames = QStringList{QStringLiteral("bird"), QStringLiteral("cat")};
    entry.probabilities = {0.375F, 0.625F};
    entry.rejectThreshold = rejectThreshold;
    return entry;
}

} // namespace

/// What the right pane of Predict says about an answer and its threshold.
class TstPredictResultPane : public QObject
{
    Q_OBJECT

private slots:
    void anAnswerBelowTheThresholdIsUnknown()
    {
        PredictResultPane pane;
        pane.showEntry(catEntry(0.7), {});
        const auto* sentence = find<QLabel>(pane, "predictSentence");
        QCOMPARE(sentence->text(), QStringLiteral("Unknown, less than 70 % sure"));
        QCOMPARE(sentence->property("tone").toString(), QStringLiteral("warning"));
        QCOMPARE(find<ProbabilityBars>(pane, "predictBars")->bars().front().className, QStringLiteral("cat"));
    }

    void theThresholdIsATick()
    {
        PredictResultPane pane;
        const auto* bars = find<ProbabilityBars>(pane, "predictBars");
        pane.showEntry(catEntry(0.5), {});
        QCOMPARE(bars->threshold(), std::optional(0.5));
        QVERIFY(bars->toolTip().contains(QStringLiteral("50 %")));
        QCOMPARE(find<QLabel>(pane, "predictSentence")->text(), QStringLiteral("Cat, not sure"));
        pane.showEntry(catEntry(std::nullopt), {});
        QVERIFY(!bars->threshold());
        QVERIFY(bars->toolTip().isEmpty());
    }

    void anotherAnswerLeavesTheWarning()
    {
        PredictResultPane pane;
        pane.showEntry(catEntry(0.7), {});
        pane.showEntry(catEntry(0.625), {}); // just enough
        const auto* sentence = find<QLabel>(pane, "predictSentence");
        QCOMPARE(sentence->text(), QStringLiteral("Cat, not sure"));
        QVERIFY(sentence->property("tone").toString().isEmpty());
        pane.showEntry(catEntry(0.7), {});
        pane.showNothing();
        QVERIFY(!find<ProbabilityBars>(pane, "predictBars")->threshold());
        QVERIFY(!sentence->text().contains(QStringLiteral("Unknown")));
    }
};

SACCADE_TEST(tst_predict_result_pane, TstPredictResultPane)
#include "tst_predict_result_pane.moc"
