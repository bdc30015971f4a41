#include <QSignalSpy>
#include <QSlider>

#include "engine/runs/answer_rule.h"
#include "engine/session/answer_rules.h"
#include "tests/pages/predict_fixture.h"
#include "tests/test_registry.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/times_table.h"

using namespace saccade;

namespace {

/// A run is open and answers with 75 %.
struct Fixture : PredictFixture
{
    Fixture() : run(record("run"))
    {
        bench.engine.setConfidence(0.75F);
        openRun(*run);
    }

    [[nodiscard]] QSlider* slider() const { return find<QSlider>(*page, "predictThreshold"); }
    [[nodiscard]] AnswerRule kept() const { return *loadAnswerRule(run->path); }
    [[nodiscard]] std::optional<double> tick() const
    {
        return find<ProbabilityBars>(*page, "predictBars")->threshold();
    }

    /// By the key for ten percents.
    void raise(int times)
    {
        slider()->setFocus();
        for (int i = 0; i < times; ++i) {
            QTest::keyClick(slider(), Qt::Key_PageUp);
        }
    }

    std::shared_ptr<const RunFolder> run;
};

} // namespace

/// The threshold of the open run on the Predict page, and what takes this long.
class TstPredictThreshold : public QObject
{
    Q_OBJECT

private slots:
    void withoutANetworkItIsLocked()
    {
        const PredictFixture f;
        QVERIFY(!find<QSlider>(*f.page, "predictThreshold")->isEnabled());
        QCOMPARE(f.text("predictThresholdValue"), QStringLiteral("off"));
        QVERIFY(!f.isShown("undoRuleButton"));
    }

    void answersAreJudgedAtOnceAndTheRunKeepsIt()
    {
        Fixture f;
        f.classify("a.png"); // 5 modulo 3 classes
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-2, fairly sure"));
        QVERIFY(!f.tick());
        f.raise(8);
        QCOMPARE(f.text("predictThresholdValue"), QStringLiteral("80 %"));
        QCOMPARE(f.text("predictSentence"),
                 QStringLiteral("Unknown, less than 80 % sure")); // before anything is written
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("Unknown"));
        QCOMPARE(f.tick(), std::optional(0.8));
        QTRY_COMPARE(f.kept().rejectThreshold, std::optional(0.8)); // all keys were one decision
        QTRY_COMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.8));
        QVERIFY(f.isShown("undoRuleButton"));
        f.classify("ab.png");
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("Unknown"));
    }

    void itIsUndoneByButtonAndByKey()
    {
        Fixture f;
        f.classify("a.png");
        f.raise(5);
        QTRY_COMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.5));
        f.raise(3);
        QTRY_COMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.8));
        click(f.button("undoRuleButton"));
        QTRY_COMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.5));
        QCOMPARE(f.slider()->value(), 50);
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-2, fairly sure"));
        f.list().setFocus();
        QTest::keySequence(&f.list(), QKeySequence::Undo);
        QTRY_VERIFY(!f.bench.predict.model()->rejectThreshold);
        QCOMPARE(f.text("predictThresholdValue"), QStringLiteral("off"));
        QVERIFY(!f.isShown("undoRuleButton"));
        QCOMPARE(f.kept(), AnswerRule{});
    }

    void theStartOfTheSliderIsOff()
    {
        Fixture f;
        f.raise(6);
        QTRY_COMPARE(f.kept().rejectThreshold, std::optional(0.6));
        QTRY_VERIFY(f.bench.predict.model()->rejectThreshold);
        QTest::keyClick(f.slider(), Qt::Key_Home);
        QCOMPARE(f.text("predictThresholdValue"), QStringLiteral("off"));
        QTRY_VERIFY(!f.kept().rejectThreshold);
    }

    void theMouseDecidesWhenItLetsGo()
    {
        Fixture f;
        f.classify("a.png");
        QSlider* slider = f.slider();
        QSignalSpy changed(&f.bench.evaluate.answerRules(), &AnswerRules::changed);
        const QPoint start(3, slider->height() / 2);
        QTest::mousePress(slider, Qt::LeftButton, {}, start);
        QTest::mouseMove(slider, QPoint(slider->width() - 2, slider->height() / 2));
        QCOMPARE(slider->value(), 100);
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Unknown, less than 100 % sure"));
        QVERIFY(!f.kept().rejectThreshold);
        QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width() - 2, slider->height() / 2));
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(f.kept().rejectThreshold, std::optional(1.0));
    }

    void whatEvaluateDecidesCountsHereAtOnce()
    {
        Fixture f;
        f.classify("a.png");
        f.bench.evaluate.answerRules().decide({1, 0.873});
        QTRY_COMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("Unknown"));
        QCOMPARE(f.text("predictThresholdValue"), QStringLiteral("87.3 %"));
        QCOMPARE(f.tick(), std::optional(0.873));
        QCOMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.873));
    }

    void anAcceptedTemperatureReadsTheWeightsAgain()
    {
        Fixture f;
        const auto before = f.bench.predict.model();
        f.bench.evaluate.answerRules().decide({2, 0.5});
        QTRY_COMPARE(f.bench.predict.model()->temperature, 2.0);
        QCOMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.5));
        QVERIFY(f.bench.predict.model()->tensors->at("answers.weight") != before->tensors->at("answers.weight"));
        QCOMPARE(f.bench.predict.model()->title, before->title);
        f.bench.evaluate.answerRules().undo();
        QTRY_COMPARE(f.bench.predict.model()->temperature, 1.0);
        QVERIFY(f.bench.predict.model()->tensors->at("answers.weight") == before->tensors->at("answers.weight"));
    }

    void otherRunsAnswersKeepTheirThreshold()
    {
        Fixture f;
        f.classify("a.png");
        f.openRun(*f.record("other"));
        f.classify("a.png");
        f.raise(9);
        QTRY_COMPARE(f.bench.predict.model()->rejectThreshold, std::optional(0.9));
        QCOMPARE(f.history().index(0, 0).data().toString(), QStringLiteral("Unknown"));
        QCOMPARE(f.history().index(1, 0).data().toString(), QStringLiteral("class-2"));
    }

    void aRunThatCannotBeWrittenKeepsWhatItHas()
    {
        Fixture f;
        f.classify("a.png");
        std::filesystem::create_directory(f.run->path / "answer_rule.json"); // nothing can take its place
        f.raise(9);
        QTRY_VERIFY(f.isShown("dropNote"));
        QCOMPARE(f.text("predictThresholdValue"), QStringLiteral("off"));
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-2, fairly sure"));
    }

    void timesAreShownApartWithTheirMedian()
    {
        Fixture f;
        auto* table = find<TimesTable>(*f.page, "predictTimesTable");
        QVERIFY(!table->isVisible());
        f.classify("a.png");
        QCOMPARE(table->rows().size(), std::size_t{1}); // one answer is no median
        f.classify("ab.png");
        QCOMPARE(table->rows().size(), std::size_t{2});
        QCOMPARE(table->rows()[1].name, QStringLiteral("Median of 2"));
        const auto& now = table->rows()[0].ms;
        QCOMPARE(now[3], now[0] + now[1] + now[2]);
        QVERIFY(table->accessibleDescription().contains(QLatin1String("resize")));
        f.openRun(*f.record("other"));
        f.list().setCurrentIndex(f.history().index(1, 0));
        QCOMPARE(table->rows().size(), std::size_t{1}); // the median of now is another network's
    }
};

SACCADE_TEST(tst_predict_threshold, TstPredictThreshold)
#include "tst_predict_threshold.moc"
