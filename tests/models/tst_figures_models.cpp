#include <QAbstractItemModelTester>
#include <QImage>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/class_report_model.h"
#include "ui/models/figures_text.h"
#include "ui/models/finding_text.h"
#include "ui/models/rate_table_model.h"
#include "ui/models/suspects_model.h"

using namespace saccade;

namespace {

const QStringList kNames{QStringLiteral("cat"), QStringLiteral("dog"), QStringLiteral("owl")};

/// cat: 3 right, 1 as dog. dog: 2 right, 2 as cat. owl: 1 right.
ConfusionMatrix smallMatrix()
{
    const std::vector<std::int32_t> truth{0, 0, 0, 0, 1, 1, 1, 1, 2};
    const std::vector<std::int32_t> predicted{0, 0, 0, 1, 1, 1, 0, 0, 2};
    return ConfusionMatrix(3, truth, predicted);
}

Reliability reliabilityOf(int count, int right, float confidence)
{
    std::vector<std::int32_t> truth(static_cast<std::size_t>(count), 0);
    std::vector<std::int32_t> predicted(truth.size(), 1);
    std::fill_n(predicted.begin(), right, 0);
    return computeReliability(truth, predicted, std::vector<float>(truth.size(), confidence));
}

std::shared_ptr<const EvaluationFigures> twoSuspects()
{
    auto figures = std::make_shared<EvaluationFigures>();
    figures->validations = 3;
    figures->validationImages = 50;
    figures->suspects.push_back({{7, 0, 1, 0.01, 0.975, true, 0.9}, 1, {-1, 0, 0, 1}});
    figures->suspects.push_back({{9, 2, 0, 0.1, 0.8, false, 0.5}, 90, {0, 2, 1, 0}});
    return figures;
}

} // namespace

/// Models and sentences of the figures beside the matrix.
class TstFiguresModels : public QObject
{
    Q_OBJECT

private slots:
    void reportShowsIntervalsWhenTheyAreKnown()
    {
        ClassReportModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setReport(computeClassReport(smallMatrix()), kNames, {});
        QCOMPARE(model.index(1, ClassReportModel::IntervalColumn).data().toString(), QString());
        EvaluationFigures figures;
        figures.intervals = computeClassIntervals(smallMatrix());
        figures.macroF1 = BootstrapInterval{0.6, {0.4, 0.8}, 100};
        figures.accuracy = wilsonInterval(6, 9);
        figures.ranking.emplace().classes.resize(3);
        figures.ranking->classes[1].averagePrecision = 0.75;
        figures.ranking->macro.averagePrecision = 0.5;
        model.setFigures(figures);
        QCOMPARE(model.index(5, ClassReportModel::IntervalColumn).data().toString(),
                 intervalText(wilsonInterval(6, 9), 1));
        const Interval dog = computeClassIntervals(smallMatrix())[1].f1;
        QCOMPARE(model.index(1, ClassReportModel::IntervalColumn).data().toString(), intervalText(dog, 1));
        QCOMPARE(model.index(3, ClassReportModel::IntervalColumn).data().toString(), QStringLiteral("40.0–80.0"));
        QCOMPARE(model.index(1, ClassReportModel::AveragePrecisionColumn).data().toString(), QStringLiteral("75.0"));
        QCOMPARE(model.index(0, ClassReportModel::AveragePrecisionColumn).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.index(5, ClassReportModel::F1Column).data().toString(), QStringLiteral("66.7")); // all images
        const QStringList lines = model.toCsv().split(QStringLiteral("\r\n"));
        QCOMPARE(lines[0], QStringLiteral("class,precision,recall,f1,f1_low,f1_high,average_precision,support"));
        QCOMPARE(lines[2].count(QLatin1Char(',')), 7);
        QVERIFY(lines[2].endsWith(QStringLiteral(",0.75,4")));
        model.setReport(computeClassReport(smallMatrix()), kNames, {});
        QCOMPARE(model.index(1, ClassReportModel::IntervalColumn).data().toString(), QString());
    }

    void suspectsSayWhy()
    {
        SuspectsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSuspects(twoSuspects(), kNames, makeStripesDataSet(3, 4, {2, 2, 3}));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.place(1), std::size_t{9});
        QCOMPARE(model.index(0, SuspectsModel::TruthColumn).data().toString(), QStringLiteral("cat"));
        QCOMPARE(model.index(0, SuspectsModel::SuggestedColumn).data().toString(), QStringLiteral("dog, 97.5 %"));
        QVERIFY(
            model.index(0, SuspectsModel::ReasonColumn).data().toString().startsWith(QStringLiteral("never right")));
        QVERIFY(
            model.index(1, SuspectsModel::ReasonColumn).data().toString().startsWith(QStringLiteral("forgotten 2")));
        const QModelIndex known = model.index(0, SuspectsModel::ImageColumn);
        QCOMPARE(known.data().toString(), QStringLiteral("0001")); // and its folder in the tooltip
        QCOMPARE(known.data(Qt::ToolTipRole).toString(), QStringLiteral("class-0/0001"));
        QCOMPARE(known.data(Qt::DecorationRole).value<QImage>().size(), QSize(2, 2));
        const QModelIndex unknown = model.index(1, SuspectsModel::ImageColumn); // of images that are not open
        QCOMPARE(unknown.data().toString(), QStringLiteral("Image 91"));
        QVERIFY(!unknown.data(Qt::DecorationRole).isValid());
        model.setSuspects(nullptr, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void curveAsATable()
    {
        RateTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPoints({{0, 1, INFINITY}, {0.5, 0.75, 0.25}}, QStringLiteral("x"), QStringLiteral("y"));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("above all"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("25.00"));
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("75.00"));
    }

    void figuresCarryTheirIntervals()
    {
        QCOMPARE(withInterval(0.855, {0.821, 0.884}, 1), QStringLiteral("85.5 (82.1–88.4)"));
        const CoveragePoint point{0.6, 912, 28, 0.912, 28.0 / 912};
        const QString text = coverageText(point, 1000);
        QVERIFY(text.contains(QStringLiteral("answers 91.2 % of the images and is wrong in 3.1 (2.1–4.4) % of these")));
        QVERIFY(coverageText({1, 0, 0, 0, 0}, 10).contains(QStringLiteral("none")));
    }

    void confidenceIsJudgedByWhatChanceAllows()
    {
        QVERIFY(reliabilityText(reliabilityOf(400, 200, 0.9F)).contains(QStringLiteral("promises more")));
        QVERIFY(reliabilityText(reliabilityOf(400, 380, 0.6F)).contains(QStringLiteral("keeps more")));
        // 7 of 10 against 0.8: no one can say
        QVERIFY(reliabilityText(reliabilityOf(10, 7, 0.8F)).contains(QStringLiteral("keeps what it promises")));
        QVERIFY(!reliabilityText({}).isEmpty());
    }

    void correctionSaysWhyItCannotBe()
    {
        EvaluationFigures figures;
        QVERIFY(temperatureText(figures).contains(QStringLiteral("cannot be corrected")));
        figures.fit = TemperatureScaling{};
        for (const auto outcome : {TemperatureOutcome::TooFewImages, TemperatureOutcome::AllRight,
                                   TemperatureOutcome::AtLowestBound, TemperatureOutcome::AtHighestBound}) {
            figures.fit->outcome = outcome;
            QVERIFY(!temperatureText(figures).contains(QStringLiteral("Corrected by")));
        }
    }

    void everyFindingIsASentenceWithNumbers()
    {
        ConfusionFinding confusion;
        confusion.confusion = {0, 1, 73, 0.073};
        confusion.truthImages = 1000;
        ShortClassFinding shortClass;
        shortClass.label = 2;
        shortClass.testImages = 4;
        shortClass.isShortInTest = true;
        const std::vector<Finding> findings{AccuracyFinding{3, 4, 0.75, {0.3, 0.95}, 0.5, false},
                                            SmallTestFinding{4, {0.3, 0.95}, 0.05, 1200},
                                            confusion,
                                            shortClass,
                                            LabelSuspectsFinding{2, 50},
                                            OverfittingFinding{},
                                            UnderfittingFinding{},
                                            StillLearningFinding{},
                                            ConfidenceFinding{}};
        QCOMPARE(findings.size(), std::variant_size_v<Finding>);
        for (const Finding& finding : findings) {
            const QString text = findingText(finding, kNames);
            QVERIFY2(text.contains(QRegularExpression(QStringLiteral("\\d"))), qPrintable(text));
            QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("%[L\\dn]"))), qPrintable(text));
            QVERIFY(text.endsWith(QLatin1Char('.')));
            QVERIFY(!isGoodNews(finding));
        }
        QVERIFY(
            findingText(confusion, kNames).startsWith(QStringLiteral("cat is taken for dog in 73 of 1,000 images")));
        QVERIFY(isGoodNews(AccuracyFinding{9, 10, 0.9, {0.8, 1}, 0.5, true}));
    }
};

SACCADE_TEST(tst_figures_models, TstFiguresModels)
#include "tst_figures_models.moc"
