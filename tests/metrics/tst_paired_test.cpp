#include <QTest>
#include <array>

#include "engine/metrics/paired_test.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Golden
{
    std::int64_t onlyA;
    std::int64_t onlyB;
    double exactP;
    double chiSquared;
    double chiSquaredP;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/mcnemar_goldens.inc"
    };
    return rows;
}

} // namespace

class TstPairedTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithScipy()
    {
        for (const Golden& golden : goldens()) {
            const PairedTest test = computePairedTest({100, golden.onlyA, golden.onlyB, 20, 0});
            QVERIFY(isGolden(test.exactP, golden.exactP));
            QVERIFY(isGolden(test.chiSquared, golden.chiSquared));
            QVERIFY(isGolden(test.chiSquaredP, golden.chiSquaredP));
            const bool isExact = golden.onlyA + golden.onlyB <= kExactPairs;
            QCOMPARE(test.method, isExact ? PairedMethod::Exact : PairedMethod::ChiSquared);
            QCOMPARE(test.pValue, isExact ? test.exactP : test.chiSquaredP);
        }
        QCOMPARE(computePairedTest({6, 3, 1, 0, 9}).accuracyGain, 0.2);
        QCOMPARE(computePairedTest({}).pValue, 1.0);
        QVERIFY(goldens().size() > 10);
    }

    void pairsByIndexInAnyOrder()
    {
        const std::array<std::int32_t, 6> indicesA{10, 11, 12, 13, 14, 15};
        const std::array<std::int32_t, 6> truthA{0, 0, 1, 1, 2, 2};
        const std::array<std::int32_t, 6> predictedA{0, 1, 1, 0, 2, 2};
        // Without 15, with 9; the truth of 14 differs.
        const std::array<std::int32_t, 6> indicesB{14, 13, 12, 11, 10, 9};
        const std::array<std::int32_t, 6> truthB{1, 1, 1, 0, 0, 0};
        const std::array<std::int32_t, 6> predictedB{1, 0, 0, 0, 0, 0};
        const PairedCounts counts = pairPredictions({indicesA, truthA, predictedA}, {indicesB, truthB, predictedB});
        QCOMPARE(counts, (PairedCounts{1, 1, 1, 1, 4}));
        const PairedCounts swapped = pairPredictions({indicesB, truthB, predictedB}, {indicesA, truthA, predictedA});
        QCOMPARE(swapped, (PairedCounts{1, 1, 1, 1, 4}));
        QCOMPARE(pairPredictions({indicesA, truthA, predictedA}, {indicesA, truthA, predictedA}),
                 (PairedCounts{4, 0, 0, 2, 0}));
        QCOMPARE(pairPredictions({indicesA, truthA, predictedA}, {}), (PairedCounts{0, 0, 0, 0, 6}));
    }
};

SACCADE_TEST(tst_paired_test, TstPairedTest)
#include "tst_paired_test.moc"
