#include <QTest>
#include <cmath>

#include "engine/base/random.h"
#include "engine/network/eigen.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstEigen final : public QObject
{
    Q_OBJECT

private slots:
    void solvesTwoByTwo();
    void keepsDiagonal();
    void readsUpperTriangleOnly();
    void rebuildsRandomMatrix_data();
    void rebuildsRandomMatrix();
    void solvesZeros();
};

namespace {

bool isNear(double a, double b, double tolerance = 1e-12)
{
    return std::abs(a - b) <= tolerance;
}

double dot(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i] * b[i];
    }
    return sum;
}

} // namespace

void TstEigen::solvesTwoByTwo()
{
    const EigenSystem system = solveSymmetric({2, 1, 1, 2}, 2);
    QVERIFY(isNear(system.values[0], 3));
    QVERIFY(isNear(system.values[1], 1));
    QVERIFY(isNear(system.vectors[0][0], std::sqrt(0.5)));
    QVERIFY(isNear(system.vectors[0][1], std::sqrt(0.5)));
    QVERIFY(isNear(system.vectors[1][0], -system.vectors[1][1]));
}

void TstEigen::keepsDiagonal()
{
    const EigenSystem system = solveSymmetric({1, 0, 0, 0, 5, 0, 0, 0, -3}, 3);
    QVERIFY(system.values == (std::vector<double>{5, 1, -3}));
    QVERIFY(system.vectors[0] == (std::vector<double>{0, 1, 0}));
    QVERIFY(system.vectors[2] == (std::vector<double>{0, 0, 1}));
}

void TstEigen::readsUpperTriangleOnly()
{
    QVERIFY(solveSymmetric({2, 1, 99, 2}, 2).values == solveSymmetric({2, 1, 1, 2}, 2).values);
}

void TstEigen::rebuildsRandomMatrix_data()
{
    QTest::addColumn<int>("side");
    for (const int side : {1, 4, 12, 27}) {
        QTest::addRow("%d", side) << side;
    }
}

void TstEigen::rebuildsRandomMatrix()
{
    QFETCH(int, side);
    const auto n = static_cast<std::size_t>(side);
    RandomStream random(7, "eigen");
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i; j < n; ++j) {
            matrix[i * n + j] = matrix[j * n + i] = random.normal();
        }
    }
    const EigenSystem system = solveSymmetric(matrix, side);
    for (std::size_t i = 0; i < n; ++i) {
        QVERIFY(i == 0 || system.values[i - 1] >= system.values[i]);
        for (std::size_t j = 0; j < n; ++j) {
            QVERIFY(isNear(dot(system.vectors[i], system.vectors[j]), i == j ? 1 : 0));
            double rebuilt = 0;
            for (std::size_t k = 0; k < n; ++k) {
                rebuilt += system.values[k] * system.vectors[k][i] * system.vectors[k][j];
            }
            QVERIFY(isNear(rebuilt, matrix[i * n + j], 1e-11));
        }
    }
}

void TstEigen::solvesZeros()
{
    const EigenSystem system = solveSymmetric(std::vector<double>(9, 0.0), 3);
    QVERIFY(system.values == (std::vector<double>{0, 0, 0}));
    QVERIFY(isNear(dot(system.vectors[1], system.vectors[1]), 1));
}

SACCADE_TEST(tst_eigen, TstEigen)

#include "tst_eigen.moc"
