#include <QTest>

#include "engine/training/best_so_far.h"
#include "engine/training/time_shares.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

EpochPoint validation(double accuracy, double loss)
{
    EpochPoint point;
    point.validationAccuracy = accuracy;
    point.validationLoss = loss;
    return point;
}

} // namespace

class TstTimeShares final : public QObject
{
    Q_OBJECT

private slots:
    void addUpToOne()
    {
        QVERIFY((timeShares(8, 2, 1) == TimeShares{0.625, 0.25, 0.125}));
        QVERIFY((timeShares(0, 2, 1) == TimeShares{}));
        // Clocks that disagree: no share is negative, none above 1.
        QVERIFY((timeShares(4, 3, 3) == TimeShares{0, 0.25, 0.75}));
        QVERIFY((timeShares(4, -1, 5) == TimeShares{0, 0, 1}));
    }

    void namesTheBottleneck_data()
    {
        QTest::addColumn<double>("waiting");
        QTest::addColumn<double>("validating");
        QTest::addColumn<int>("bottleneck");
        const auto row = [](const char* name, double waiting, double validating, Bottleneck bottleneck) {
            QTest::newRow(name) << waiting << validating << static_cast<int>(bottleneck);
        };
        row("busy", 0.0, 0.0, Bottleneck::Nothing);
        row("just busy", 0.099, 0.249, Bottleneck::Nothing);
        row("waits", 0.1, 0.0, Bottleneck::Waiting);
        row("validates", 0.0, 0.25, Bottleneck::Validating);
        row("both, mostly waits", 0.5, 0.3, Bottleneck::Waiting);
        row("both, mostly validates", 0.2, 0.6, Bottleneck::Validating);
    }
    void namesTheBottleneck()
    {
        QFETCH(double, waiting);
        QFETCH(double, validating);
        QFETCH(int, bottleneck);
        const TimeShares shares{1 - waiting - validating, waiting, validating};
        QCOMPARE(static_cast<int>(bottleneckOf(shares)), bottleneck);
        QCOMPARE(bottleneckOf({}), Bottleneck::Unknown);
    }

    void countsValidationsSinceTheBest()
    {
        BestSoFar best;
        QVERIFY(best.add(validation(0.5, 1)));
        QVERIFY(!best.add(validation(0.4, 0.1)));
        QCOMPARE(best.sinceBest, 1);
        QVERIFY(!best.add(validation(0.5, 1)));
        QCOMPARE(best.sinceBest, 2);
        QVERIFY(best.isOutOfPatience(2) && !best.isOutOfPatience(3) && !best.isOutOfPatience(0));
        QVERIFY(best.add(validation(0.5, 0.9))); // as many right, surer
        QCOMPARE(best.sinceBest, 0);
        QVERIFY(best.add(validation(0.6, 5)));
        QVERIFY(best.add(EpochPoint{})); // nothing to compare with: the last is the best
        QVERIFY(!best.isOutOfPatience(1));
    }
};

SACCADE_TEST(tst_time_shares, TstTimeShares)
#include "tst_time_shares.moc"
