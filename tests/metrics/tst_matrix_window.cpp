#include <QTest>
#include <numeric>

#include "engine/metrics/matrix_window.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// count(truth, predicted) = 10 truth + predicted + 1.
ConfusionMatrix numbered(int classes)
{
    std::vector<std::int32_t> truth;
    std::vector<std::int32_t> predicted;
    for (int row = 0; row < classes; ++row) {
        for (int column = 0; column < classes; ++column) {
            const auto images = static_cast<std::size_t>(10 * row + column + 1);
            truth.insert(truth.end(), images, row);
            predicted.insert(predicted.end(), images, column);
        }
    }
    return ConfusionMatrix(classes, truth, predicted);
}

} // namespace

class TstMatrixWindow : public QObject
{
    Q_OBJECT

private slots:
    void singleClassesInTheirOrder()
    {
        const std::vector<int> order{2, 0, 1};
        const MatrixWindow window = computeMatrixWindow(numbered(3), order, {0, 3}, {0, 3}, 10);
        QCOMPARE(window.rows, (std::vector<PlaceRange>{{0, 1}, {1, 2}, {2, 3}}));
        QCOMPARE(window.counts, (std::vector<std::int64_t>{23, 21, 22, 3, 1, 2, 13, 11, 12}));
        QCOMPARE(window.right, (std::vector<std::int64_t>{23, 0, 0, 0, 1, 0, 0, 0, 12}));
        QCOMPARE(window.truthTotals, (std::vector<std::int64_t>{66, 6, 36}));
        QCOMPARE(window.predictedTotals, (std::vector<std::int64_t>{39, 33, 36}));
        QCOMPARE(window.total, std::int64_t{108});
        QVERIFY(window.isDiagonal(1, 1) && !window.isDiagonal(1, 0));
    }

    void groupsAreSums()
    {
        const std::vector<int> order{0, 1, 2, 3, 4};
        const MatrixWindow window = computeMatrixWindow(numbered(5), order, {0, 5}, {0, 5}, 2);
        QCOMPARE(window.columns, (std::vector<PlaceRange>{{0, 2}, {2, 5}}));
        QCOMPARE(window.counts[0], std::int64_t{1 + 2 + 11 + 12});
        QCOMPARE(window.right[0], std::int64_t{1 + 12});
        QCOMPARE(window.right[1], std::int64_t{0});
        QCOMPARE(std::accumulate(window.counts.begin(), window.counts.end(), std::int64_t{0}), window.total);
    }

    void aPartKeepsTheWholeTotals()
    {
        const std::vector<int> order{3, 2, 1, 0};
        const MatrixWindow window = computeMatrixWindow(numbered(4), order, {0, 1}, {1, 4}, 10);
        QCOMPARE(window.counts, (std::vector<std::int64_t>{33, 32, 31}));
        QCOMPARE(window.truthTotals, std::vector<std::int64_t>{130});
        QCOMPARE(window.predictedTotals.size(), std::size_t{3});
        QVERIFY(!window.isDiagonal(0, 0));
    }

    void sharesOfEachKind()
    {
        const std::vector<int> order{0, 1};
        const MatrixWindow window = computeMatrixWindow(numbered(2), order, {0, 2}, {0, 2}, 2);
        QCOMPARE(shareOf(window, 0, 1, 2, MatrixShare::OfTruth), 2.0 / 3);
        QCOMPARE(shareOf(window, 0, 1, 2, MatrixShare::OfPredicted), 2.0 / 14);
        QCOMPARE(shareOf(window, 0, 1, 2, MatrixShare::OfAll), 2.0 / 26);
        const MatrixWindow empty = computeMatrixWindow(ConfusionMatrix(2), order, {0, 2}, {0, 2}, 2);
        QCOMPARE(shareOf(empty, 0, 1, 0, MatrixShare::OfAll), 0.0);
    }

    void rangesAreHeldToTheOrder()
    {
        const std::vector<int> order{0, 1};
        const MatrixWindow whole = computeMatrixWindow(numbered(2), order, {-3, 9}, {0, 9}, 0);
        QCOMPARE(whole.rows, (std::vector<PlaceRange>{{0, 2}}));
        QVERIFY(computeMatrixWindow(numbered(2), order, {2, 2}, {0, 2}, 5) == MatrixWindow{});
        QVERIFY(computeMatrixWindow(ConfusionMatrix(), {}, {0, 0}, {0, 0}, 5) == MatrixWindow{});
    }
};

SACCADE_TEST(tst_matrix_window, TstMatrixWindow)
#include "tst_matrix_window.moc"
