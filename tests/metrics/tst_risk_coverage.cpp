#include <QTest>
#include <array>

#include "engine/metrics/risk_coverage.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Golden
{
    GoldenSource source;
    double area;
    std::vector<std::int64_t> answered; // empty for large tables
    std::vector<double> risks;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/coverage_goldens.inc"
    };
    return rows;
}

/// Four images: right 0.9, wrong 0.8, right 0.8, right 0.1.
RiskCoverage ofFour()
{
    const std::array<std::int32_t, 4> truth{0, 0, 1, 1};
    const std::array<std::int32_t, 4> predicted{0, 1, 1, 1};
    const std::array<float, 4> confidences{0.9F, 0.8F, 0.8F, 0.1F};
    return computeRiskCoverage(truth, predicted, confidences);
}

} // namespace

class TstRiskCoverage : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheDefinition()
    {
        for (const Golden& golden : goldens()) {
            const GoldenTable table(golden.source);
            const RiskCoverage curve = computeRiskCoverage(table.truth, table.predicted, table.confidences);
            QVERIFY(isGolden(curve.area, golden.area));
            for (std::size_t i = 0; i < golden.answered.size(); ++i) {
                QCOMPARE(curve.points[i].answered, golden.answered[i]);
                QVERIFY(isGolden(curve.points[i].risk, golden.risks[i]));
            }
            QCOMPARE(curve.points.back().answered, curve.images);
        }
        QVERIFY(goldens().size() >= 4);
    }

    void fourByHand()
    {
        const RiskCoverage curve = ofFour();
        QCOMPARE(curve.points.size(), std::size_t{3});
        QCOMPARE(curve.points[1], (CoveragePoint{static_cast<double>(0.8F), 3, 1, 0.75, 1.0 / 3}));
        QVERIFY(isGolden(curve.area, (0.0 + 0.5 / 2 + 1.0 / 3 + 1.0 / 4) / 4));
    }

    void wantedAccuracyAndCoverage()
    {
        const RiskCoverage curve = ofFour();
        QCOMPARE(pointForAccuracy(curve, 0.75)->answered, 4);
        QCOMPARE(pointForAccuracy(curve, 0.76)->answered, 1);
        QCOMPARE(pointForAccuracy(curve, 1)->threshold, static_cast<double>(0.9F));
        QVERIFY(!pointForAccuracy(curve, 1.01));
        QCOMPARE(pointForCoverage(curve, 0)->answered, 1);
        QCOMPARE(pointForCoverage(curve, 0.5)->answered, 3);
        QCOMPARE(pointForCoverage(curve, 1)->answered, 4);
        QVERIFY(!pointForCoverage(curve, 1.01));
        const RiskCoverage empty = computeRiskCoverage({}, {}, {});
        QCOMPARE(empty.area, 0.0);
        QVERIFY(!pointForAccuracy(empty, 0) && !pointForCoverage(empty, 0));
    }

    void anyThreshold()
    {
        const RiskCoverage curve = ofFour();
        QCOMPARE(pointAtThreshold(curve, 1).answered, 0);
        QCOMPARE(pointAtThreshold(curve, static_cast<double>(0.8F)).answered, 3);
        QCOMPARE(pointAtThreshold(curve, 0.81).answered, 1);
        QCOMPARE(pointAtThreshold(curve, 0.81).threshold, 0.81);
        QCOMPARE(pointAtThreshold(curve, 0).coverage, 1.0);
        QCOMPARE(pointAtThreshold(computeRiskCoverage({}, {}, {}), 0).answered, 0);
    }
};

SACCADE_TEST(tst_risk_coverage, TstRiskCoverage)
#include "tst_risk_coverage.moc"
