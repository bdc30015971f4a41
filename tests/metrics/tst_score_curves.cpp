#include <QTest>
#include <array>
#include <limits>

#include "engine/metrics/ranking_report.h"
#include "engine/metrics/score_curves.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct CurveGolden
{
    GoldenSource source;
    int label;
    std::vector<RatePoint> precisionRecall;
    std::vector<RatePoint> roc;
};

const std::vector<CurveGolden>& curveGoldens()
{
    static const std::vector<CurveGolden> rows{
#include "goldens/curve_goldens.inc"
    };
    return rows;
}

struct FiguresGolden
{
    GoldenSource source;
    int label;
    std::vector<ThresholdFigures> figures;
    std::vector<ThresholdFigures> best; // one or none
};

const std::vector<FiguresGolden>& figuresGoldens()
{
    static const std::vector<FiguresGolden> rows{
#include "goldens/figures_goldens.inc"
    };
    return rows;
}

void comparePoints(const std::vector<RatePoint>& actual, const std::vector<RatePoint>& expected)
{
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        QVERIFY(isGolden(actual[i].x, expected[i].x));
        QVERIFY(isGolden(actual[i].y, expected[i].y));
        QCOMPARE(actual[i].threshold, expected[i].threshold);
    }
}

void compareFigures(const ThresholdFigures& actual, const ThresholdFigures& expected)
{
    QCOMPARE(actual.threshold, expected.threshold);
    QCOMPARE(actual.truePositives, expected.truePositives);
    QCOMPARE(actual.falsePositives, expected.falsePositives);
    QCOMPARE(actual.falseNegatives, expected.falseNegatives);
    QCOMPARE(actual.trueNegatives, expected.trueNegatives);
    QVERIFY(isGolden(actual.precision, expected.precision));
    QVERIFY(isGolden(actual.recall, expected.recall));
    QVERIFY(isGolden(actual.specificity, expected.specificity));
    QVERIFY(isGolden(actual.f1, expected.f1));
}

} // namespace

class TstScoreCurves : public QObject
{
    Q_OBJECT

private slots:
    void pointsAgreeWithScikitLearn()
    {
        for (const CurveGolden& golden : curveGoldens()) {
            const GoldenTable table(golden.source);
            const ScoreCurve curve = computeScoreCurve(table.view(), golden.label);
            comparePoints(precisionRecallPoints(curve), golden.precisionRecall);
            comparePoints(rocPoints(curve), golden.roc);
        }
        QVERIFY(curveGoldens().size() >= 7);
    }

    void figuresAgreeWithScikitLearn()
    {
        for (const FiguresGolden& golden : figuresGoldens()) {
            const GoldenTable table(golden.source);
            const ScoreCurve curve = computeScoreCurve(table.view(), golden.label);
            for (const ThresholdFigures& expected : golden.figures) {
                compareFigures(figuresAt(curve, expected.threshold), expected);
            }
            const std::optional<ThresholdFigures> best = bestF1(curve);
            QCOMPARE(best.has_value(), !golden.best.empty());
            if (best) {
                compareFigures(*best, golden.best.front());
            }
        }
        QVERIFY(figuresGoldens().size() >= 7);
    }

    void areasOfHundredThousandScores()
    {
        const GoldenTable table({100'000, 2, 20, 100'000, GoldenTruth::Any});
        const ScoreCurve curve = computeScoreCurve(table.view(), 1);
        double precisionArea = 0;
        const std::vector<RatePoint> recall = precisionRecallPoints(curve);
        for (std::size_t i = 1; i < recall.size(); ++i) {
            precisionArea += (recall[i].x - recall[i - 1].x) * recall[i].y;
        }
        double rocArea = 0;
        const std::vector<RatePoint> roc = rocPoints(curve);
        for (std::size_t i = 1; i < roc.size(); ++i) {
            rocArea += (roc[i].x - roc[i - 1].x) * (roc[i].y + roc[i - 1].y) / 2;
        }
        const RankingReport report = computeRankingReport(table.view());
        QVERIFY(isGolden(precisionArea, *report.classes[1].averagePrecision));
        QVERIFY(isGolden(rocArea, *report.classes[1].rocAuc));
        QVERIFY(curve.steps.size() > 50'000);
    }

    void degenerateScores()
    {
        constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
        const ScoreCurve curve = computeScoreCurve({kNaN, 0.5F}, {kNaN, -0.0F, 0.0F});
        QCOMPARE(curve.steps, (std::vector<ThresholdCounts>{{0.5, 1, 0}, {0, 1, 2}, {-kInfinity, 2, 3}}));
        QCOMPARE(figuresAt(curve, 0.6), (ThresholdFigures{0.6, 0, 0, 2, 3, 0, 0, 1, 0}));
        QCOMPARE(bestF1(curve)->threshold, 0.5);
        const ScoreCurve none = computeScoreCurve({}, {});
        QVERIFY(none.steps.empty() && rocPoints(none).empty() && precisionRecallPoints(none).empty() && !bestF1(none));
        QCOMPARE(figuresAt(none, 0.5), (ThresholdFigures{0.5, 0, 0, 0, 0, 0, 0, 0, 0}));
        QVERIFY(rocPoints(computeScoreCurve({0.5F}, {})).empty());
        QVERIFY(computeScoreCurve(ScoreTable{}, 0).steps.empty());
    }
};

SACCADE_TEST(tst_score_curves, TstScoreCurves)
#include "tst_score_curves.moc"
