#include <QTest>

#include "engine/metrics/class_intervals.h"
#include "engine/metrics/class_report.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstClassIntervals : public QObject
{
    Q_OBJECT

private slots:
    void endsAreWilsons()
    {
        const std::vector<std::int32_t> truth{0, 0, 0, 0, 1, 1, 1, 1, 2};
        const std::vector<std::int32_t> predicted{0, 0, 0, 1, 1, 1, 0, 0, 2};
        const std::vector<ClassIntervals> intervals = computeClassIntervals(ConfusionMatrix(3, truth, predicted));
        QCOMPARE(intervals.size(), std::size_t{3});
        QVERIFY(intervals[0].precision == wilsonInterval(3, 5));
        QVERIFY(intervals[0].recall == wilsonInterval(3, 4));
        // dog: 2 hits among 5 images that are dogs or were called so
        const Interval jaccard = wilsonInterval(2, 5);
        QCOMPARE(intervals[1].f1.low, 2 * jaccard.low / (1 + jaccard.low));
        QCOMPARE(intervals[1].f1.high, 2 * jaccard.high / (1 + jaccard.high));
    }

    void holdTheFigures()
    {
        for (int hits = 0; hits <= 6; ++hits) {
            ConfusionMatrix matrix(2);
            for (int i = 0; i < 6; ++i) {
                matrix.add(0, i < hits ? 0 : 1);
                matrix.add(1, 1);
            }
            const ClassReport report = computeClassReport(matrix);
            const std::vector<ClassIntervals> intervals = computeClassIntervals(matrix);
            for (std::size_t label = 0; label < 2; ++label) {
                QVERIFY(intervals[label].f1.contains(report.classes[label].f1));
                QVERIFY(intervals[label].recall.contains(report.classes[label].recall));
            }
        }
    }

    void classWithoutImagesMayBeAnything()
    {
        const std::vector<ClassIntervals> intervals = computeClassIntervals(ConfusionMatrix(2));
        QVERIFY(intervals[0] == (ClassIntervals{{0, 1}, {0, 1}, {0, 1}}));
        QVERIFY(computeClassIntervals(ConfusionMatrix()).empty());
    }
};

SACCADE_TEST(tst_class_intervals, TstClassIntervals)
#include "tst_class_intervals.moc"
