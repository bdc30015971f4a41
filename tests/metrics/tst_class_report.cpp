#include <QTest>

#include "engine/metrics/class_report.h"
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

void compareScores(const ClassScores& actual, const ClassScores& expected)
{
    QCOMPARE(actual.precision, expected.precision);
    QCOMPARE(actual.recall, expected.recall);
    QCOMPARE(actual.f1, expected.f1);
    QCOMPARE(actual.support, expected.support);
}

} // namespace

class TstClassReport : public QObject
{
    Q_OBJECT

private slots:
    void worthOfThreeClasses()
    {
        const ClassReport report = computeClassReport(matrixOf({{4, 1, 0}, {2, 3, 0}, {0, 1, 9}}));
        compareScores(report.classes[0], {4.0 / 6, 4.0 / 5, 8.0 / 11, 5});
        compareScores(report.classes[1], {3.0 / 5, 3.0 / 5, 6.0 / 10, 5});
        compareScores(report.classes[2], {1.0, 9.0 / 10, 18.0 / 19, 10});
        compareScores(report.macro,
                      {(4.0 / 6 + 0.6 + 1.0) / 3, (0.8 + 0.6 + 0.9) / 3, (8.0 / 11 + 0.6 + 18.0 / 19) / 3, 20});
        compareScores(report.weighted, {(5 * 4.0 / 6 + 5 * 0.6 + 10 * 1.0) / 20, (5 * 0.8 + 5 * 0.6 + 10 * 0.9) / 20,
                                        (5 * 8.0 / 11 + 5 * 0.6 + 10 * 18.0 / 19) / 20, 20});
        QCOMPARE(report.accuracy, 16.0 / 20);
        QCOMPARE(report.weighted.recall, report.accuracy);
        compareScores(report.micro, {16.0 / 20, 16.0 / 20, 16.0 / 20, 20});
    }

    void classNeverSeenAndNeverPredicted()
    {
        const ClassReport report = computeClassReport(matrixOf({{3, 0, 0}, {0, 0, 0}, {2, 0, 0}}));
        compareScores(report.classes[0], {0.6, 1.0, 0.75, 3});
        compareScores(report.classes[1], {0, 0, 0, 0});
        compareScores(report.classes[2], {0, 0, 0, 2});
        compareScores(report.macro, {0.2, 1.0 / 3, 0.25, 5});
        compareScores(report.weighted, {0.36, 0.6, 0.45, 5});
    }

    void oneClassAndNone()
    {
        const ClassReport one = computeClassReport(matrixOf({{7}}));
        compareScores(one.classes[0], {1, 1, 1, 7});
        compareScores(one.macro, {1, 1, 1, 7});
        QCOMPARE(one.accuracy, 1.0);
        const ClassReport empty = computeClassReport(ConfusionMatrix(2));
        compareScores(empty.macro, {0, 0, 0, 0});
        compareScores(empty.weighted, {0, 0, 0, 0});
        compareScores(empty.micro, {0, 0, 0, 0});
        QCOMPARE(empty.accuracy, 0.0);
        QVERIFY(computeClassReport(ConfusionMatrix()).classes.empty());
    }
};

SACCADE_TEST(tst_class_report, TstClassReport)
#include "tst_class_report.moc"
