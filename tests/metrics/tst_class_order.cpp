#include <QTest>
#include <numeric>

#include "engine/metrics/class_order.h"
#include "engine/metrics/seriation.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Golden
{
    int classes;
    std::vector<int> counts;
    double sum; // how alike neighbours are in scipy's order
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/seriation_goldens.inc"
    };
    return rows;
}

ConfusionMatrix matrixOf(int classes, const std::vector<int>& counts)
{
    ConfusionMatrix matrix(classes);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (int time = 0; time < counts[i]; ++time) {
            matrix.add(static_cast<int>(i) / classes, static_cast<int>(i) % classes);
        }
    }
    return matrix;
}

double sumOf(const ConfusionMatrix& matrix, const std::vector<int>& order)
{
    const std::vector<float> similarity = confusionSimilarity(matrix);
    double sum = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
        sum += static_cast<double>(
            similarity[static_cast<std::size_t>(order[i - 1]) * order.size() + static_cast<std::size_t>(order[i])]);
    }
    return sum;
}

bool isPermutation(std::vector<int> order, int classes)
{
    std::sort(order.begin(), order.end());
    std::vector<int> all(static_cast<std::size_t>(classes));
    std::iota(all.begin(), all.end(), 0);
    return order == all;
}

} // namespace

class TstClassOrder : public QObject
{
    Q_OBJECT

private slots:
    void byNameSizeAndErrors()
    {
        // Supports 4, 6, 6; mistakes 1, 0, 3.
        const ConfusionMatrix matrix = matrixOf(3, {3, 1, 0, 0, 6, 0, 2, 1, 3});
        const std::vector<std::string> names{"dog", "cat", "ant"};
        QCOMPARE(orderClasses(ClassOrder::ByName, matrix, names), (std::vector<int>{2, 1, 0}));
        QCOMPARE(orderClasses(ClassOrder::BySize, matrix, names), (std::vector<int>{1, 2, 0}));
        QCOMPARE(orderClasses(ClassOrder::ByErrors, matrix, names), (std::vector<int>{2, 0, 1}));
        QCOMPARE(orderClasses(ClassOrder::ByName, matrix, {names.data(), 1}), (std::vector<int>{1, 2, 0}));
        QVERIFY(orderClasses(ClassOrder::ByErrors, {}, names).empty());
        QVERIFY(orderClasses(ClassOrder::ByConfusion, {}, {}).empty());
    }

    void neighboursAreAsAlikeAsInTheOptimalTree()
    {
        for (const Golden& golden : goldens()) {
            const ConfusionMatrix matrix = matrixOf(golden.classes, golden.counts);
            const std::vector<int> order = orderClasses(ClassOrder::ByConfusion, matrix, {});
            QVERIFY(isPermutation(order, golden.classes));
            QVERIFY2(sumOf(matrix, order) >= golden.sum - 1e-6,
                     qPrintable(QString::number(sumOf(matrix, order) / golden.sum)));
            QCOMPARE(orderClasses(ClassOrder::ByConfusion, matrix, {}), order);
        }
        QCOMPARE(goldens().size(), std::size_t{5});
    }

    void chainsAndGroupsAreFound()
    {
        // A chain 4 - 0 - 3 - 1 and a pair 2 - 5 without a link to it.
        ConfusionMatrix matrix(6);
        for (int label = 0; label < 6; ++label) {
            matrix.add(label, label);
        }
        matrix.add(4, 0);
        matrix.add(3, 0);
        matrix.add(1, 3);
        matrix.add(2, 5);
        QCOMPARE(orderByConfusion(matrix), (std::vector<int>{1, 3, 0, 4, 2, 5}));
    }

    void withoutMistakesTheOrderStays()
    {
        ConfusionMatrix matrix(4);
        matrix.add(0, 0);
        matrix.add(2, 2);
        QCOMPARE(orderByConfusion(matrix), (std::vector<int>{0, 1, 2, 3}));
        QCOMPARE(orderByConfusion(ConfusionMatrix(1)), std::vector<int>{0});
    }

    void allEquallyAlikeIsStillAnOrder()
    {
        const ConfusionMatrix matrix = matrixOf(7, std::vector<int>(49, 1));
        QVERIFY(isPermutation(orderByConfusion(matrix), 7));
    }

    void thousandClasses()
    {
        // Each class is taken for its two neighbours on a hidden line.
        constexpr int kClasses = 1000;
        const auto at = [](int place) { return place * 617 % kClasses; };
        ConfusionMatrix matrix(kClasses);
        for (int place = 0; place < kClasses; ++place) {
            for (int time = 0; time < 40; ++time) {
                matrix.add(at(place), at(place));
            }
            for (int time = 0; time < 3 + place % 5 && place + 1 < kClasses; ++time) {
                matrix.add(at(place), at(place + 1));
            }
        }
        const std::vector<int> order = orderByConfusion(matrix);
        QVERIFY(isPermutation(order, kClasses));
        std::vector<int> line;
        for (int place = 0; place < kClasses; ++place) {
            line.push_back(at(place));
        }
        QVERIFY(sumOf(matrix, order) > 0.97 * sumOf(matrix, line));
    }
};

SACCADE_TEST(tst_class_order, TstClassOrder)
#include "tst_class_order.moc"
