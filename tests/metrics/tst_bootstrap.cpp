#include <QTest>
#include <array>
#include <cmath>

#include "engine/metrics/bootstrap.h"
#include "engine/metrics/class_report.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Expected
{
    double estimate;
    double low;
    double high;
    int replicates;
};

struct Golden
{
    GoldenSource source;
    std::uint64_t seed;
    int replicates;
    double confidence;
    int label;
    Expected macroF1;
    Expected averagePrecision;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/bootstrap_goldens.inc"
    };
    return rows;
}

void compare(const std::optional<BootstrapInterval>& actual, const Expected& expected)
{
    QVERIFY(actual.has_value());
    QVERIFY(isGolden(actual->estimate, expected.estimate));
    QVERIFY(isGolden(actual->interval.low, expected.low));
    QVERIFY(isGolden(actual->interval.high, expected.high));
    QCOMPARE(actual->replicates, expected.replicates);
}

} // namespace

class TstBootstrap : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithScikitLearn()
    {
        for (const Golden& golden : goldens()) {
            const GoldenTable table(golden.source);
            const BootstrapSettings settings{golden.seed, golden.replicates, golden.confidence};
            compare(bootstrapMacroF1(table.classes, table.truth, table.predicted, settings), golden.macroF1);
            compare(bootstrapAveragePrecision(table.view(), golden.label, settings), golden.averagePrecision);
        }
        QCOMPARE(goldens().size(), std::size_t{7});
    }

    void seedDecides()
    {
        const GoldenTable table({200, 4, 21, 1000, GoldenTruth::Any});
        const auto first = bootstrapMacroF1(4, table.truth, table.predicted, {1, 100, 0.95});
        QCOMPARE(bootstrapMacroF1(4, table.truth, table.predicted, {1, 100, 0.95}), first);
        QVERIFY(bootstrapMacroF1(4, table.truth, table.predicted, {2, 100, 0.95}) != first);
        QVERIFY(first->interval.low < first->estimate && first->estimate < first->interval.high);
    }

    void weightedMeanIsTheReports()
    {
        const GoldenTable table({300, 4, 21, 1000, GoldenTruth::Any});
        ConfusionMatrix matrix(4);
        for (std::size_t i = 0; i < table.truth.size(); ++i) {
            matrix.add(table.truth[i], table.predicted[i]);
        }
        const auto weighted = bootstrapWeightedF1(4, table.truth, table.predicted, {1, 200, 0.95});
        QVERIFY(std::abs(weighted->estimate - computeClassReport(matrix).weighted.f1) < 1e-12);
        QVERIFY(weighted->interval.low < weighted->estimate && weighted->estimate < weighted->interval.high);
        // one class many times, another never predicted right: its weight is that of its images
        const std::array<std::int32_t, 4> truth{0, 0, 0, 1};
        const std::array<std::int32_t, 4> predicted{0, 0, 0, 0};
        QCOMPARE(bootstrapWeightedF1(2, truth, predicted)->estimate, 0.75 * (6.0 / 7.0));
        QVERIFY(!bootstrapWeightedF1(2, {}, predicted));
    }

    void noneWithoutImages()
    {
        const std::array<std::int32_t, 2> truth{0, 5};
        const std::array<std::int32_t, 2> predicted{-1, 0};
        QVERIFY(!bootstrapMacroF1(2, truth, predicted));
        QVERIFY(!bootstrapMacroF1(0, truth, predicted));
        QVERIFY(!bootstrapMacroF1(6, {}, predicted));
        const GoldenTable table({20, 3, 22, 10, GoldenTruth::NotFirst});
        QVERIFY(!bootstrapAveragePrecision(table.view(), 0));
        QVERIFY(!bootstrapAveragePrecision(table.view(), 3));
        QVERIFY(!bootstrapAveragePrecision(table.view(), 1, {0, 0, 0.95}));
        QVERIFY(bootstrapAveragePrecision(table.view(), 1, {0, 1, 0.95}).has_value());
    }
};

SACCADE_TEST(tst_bootstrap, TstBootstrap)
#include "tst_bootstrap.moc"
