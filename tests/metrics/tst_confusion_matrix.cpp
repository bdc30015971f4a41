#include <QTest>
#include <array>

#include "engine/metrics/confusion_matrix.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstConfusionMatrix : public QObject
{
    Q_OBJECT

private slots:
    void countsRowsAreTruth()
    {
        const std::array<std::int32_t, 5> truth{0, 0, 1, 2, 2};
        const std::array<std::int32_t, 5> predicted{0, 1, 1, 0, 0};
        const ConfusionMatrix matrix(3, truth, predicted);
        QCOMPARE(matrix.count(0, 1), 1);
        QCOMPARE(matrix.count(1, 0), 0);
        QCOMPARE(matrix.count(2, 0), 2);
        QCOMPARE(matrix.truthTotal(2), 2);
        QCOMPARE(matrix.predictedTotal(0), 3);
        QCOMPARE(matrix.total(), 5);
        QCOMPARE(matrix.correct(), 2);
        QCOMPARE(matrix.accuracy(), 0.4);
    }

    void whatIsOutsideIsNotCounted()
    {
        ConfusionMatrix matrix(2);
        matrix.add(-1, 0);
        matrix.add(0, 2);
        matrix.add(2, 0);
        matrix.add(0, -1);
        QCOMPARE(matrix.total(), 0);
        QCOMPARE(matrix.accuracy(), 0.0);
        QCOMPARE(matrix, ConfusionMatrix(2));
    }
};

SACCADE_TEST(tst_confusion_matrix, TstConfusionMatrix)
#include "tst_confusion_matrix.moc"
