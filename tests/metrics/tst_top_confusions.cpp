#include <QTest>

#include "engine/metrics/matrix_blocks.h"
#include "engine/metrics/top_confusions.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

ConfusionMatrix matrixOf(const std::vector<std::vector<int>>& rows)
{
    ConfusionMatrix matrix(static_cast<int>(rows.size()));
    for (std::size_t truth = 0; truth < rows.size(); ++truth) {
        for (std::size_t predicted = 0; predicted < rows.size(); ++predicted) {
            for (int i = 0; i < rows[truth][predicted]; ++i) {
                matrix.add(static_cast<int>(truth), static_cast<int>(predicted));
            }
        }
    }
    return matrix;
}

const ConfusionMatrix kFour = matrixOf({{5, 3, 0, 2}, {1, 8, 1, 0}, {0, 3, 1, 0}, {0, 0, 0, 0}});

} // namespace

/// Lists and blocks of a confusion matrix.
class TstTopConfusions : public QObject
{
    Q_OBJECT

private slots:
    void mostImagesThenLargestShare()
    {
        const std::vector<ClassConfusion> expected{
            {2, 1, 3, 0.75}, {0, 1, 3, 0.3}, {0, 3, 2, 0.2}, {1, 0, 1, 0.1}, {1, 2, 1, 0.1}};
        QCOMPARE(topConfusions(kFour, 99), expected);
        QCOMPARE(topConfusions(kFour, 2), (std::vector<ClassConfusion>{expected[0], expected[1]}));
        QVERIFY(topConfusions(kFour, 0).empty());
        QVERIFY(topConfusions(matrixOf({{2, 0}, {0, 1}}), 5).empty());
        QVERIFY(topConfusions({}, 5).empty());
    }

    void pairsCountBothWays()
    {
        const std::vector<MutualConfusion> expected{
            {1, 2, 1, 3, 4.0 / 14}, {0, 1, 3, 1, 4.0 / 20}, {0, 3, 2, 0, 2.0 / 10}};
        QCOMPARE(topMutualConfusions(kFour, 99), expected);
        QCOMPARE(topMutualConfusions(kFour, 1).size(), std::size_t{1});
        QVERIFY(topMutualConfusions({}, 5).empty());
    }

    void blocksAreSums()
    {
        const std::vector<int> order{3, 2, 1, 0};
        const MatrixBlocks blocks = computeMatrixBlocks(kFour, order, 2);
        QCOMPARE(blocks.starts, (std::vector<int>{0, 2, 4}));
        QCOMPARE(blocks.counts, (std::vector<std::int64_t>{1, 3, 3, 17}));
        QCOMPARE(blocks.correct, (std::vector<std::int64_t>{1, 13}));
        QCOMPARE(blocks.count(1, 0), 3);
        const MatrixBlocks three = computeMatrixBlocks(kFour, order, 3);
        QCOMPARE(three.starts, (std::vector<int>{0, 1, 2, 4}));
        QCOMPARE(std::accumulate(three.counts.begin(), three.counts.end(), std::int64_t{0}), kFour.total());
    }

    void sidesAreHeldAndStrangersLeftOut()
    {
        const std::vector<int> order{0, 9, 1, -1};
        const MatrixBlocks blocks = computeMatrixBlocks(kFour, order, 50);
        QCOMPARE(blocks.side, 2);
        QCOMPARE(blocks.counts, (std::vector<std::int64_t>{5, 3, 1, 8}));
        QCOMPARE(computeMatrixBlocks(kFour, order, -3).counts, std::vector<std::int64_t>{17});
        QCOMPARE(computeMatrixBlocks(kFour, {}, 4), MatrixBlocks());
        QCOMPARE(computeMatrixBlocks({}, order, 4), MatrixBlocks());
    }
};

SACCADE_TEST(tst_top_confusions, TstTopConfusions)
#include "tst_top_confusions.moc"
