#include <QTest>

#include "tests/test_registry.h"
#include "ui/models/time_text.h"

using namespace saccade;

namespace {

EpochPoint validationAt(double seconds, TimeShares shares)
{
    EpochPoint point;
    point.seconds = seconds;
    point.shares = shares;
    return point;
}

} // namespace

class TstTimeText : public QObject
{
    Q_OBJECT

private slots:
    void sharesAreWeightedByTime()
    {
        QVERIFY(sharesUntil({}) == TimeShares{});
        QVERIFY(sharesUntil({validationAt(5, {})}) == TimeShares{}); // a run from before the meter
        // 2 s of which half was waiting, then 6 s of which a quarter was validating: 1 and 1.5 of 8 s.
        const TimeShares shares = sharesUntil({validationAt(2, {0.5, 0.5, 0}), validationAt(8, {0.75, 0, 0.25})});
        QCOMPARE(shares.waiting, 0.125);
        QCOMPARE(shares.validating, 0.1875);
        QCOMPARE(shares.computing, 0.6875);
    }

    void advisesInOneSentence()
    {
        TrainSettings settings;
        settings.loaderThreads = 1;
        QCOMPARE(timeAdvice({0.67, 0.31, 0.02}, settings),
                 QStringLiteral("The processor waits for images 31 % of the time: use 2 loader threads or a smaller "
                                "image."));
        settings.loaderThreads = 0;
        QCOMPARE(timeAdvice({0.67, 0.31, 0.02}, settings),
                 QStringLiteral("The processor waits for images 31 % of the time: use a loader thread."));
        QCOMPARE(timeAdvice({0.6, 0, 0.4}, settings),
                 QStringLiteral("Validating takes 40 % of the time: validate less often."));
        QCOMPARE(timeAdvice({0.98, 0.01, 0.01}, settings),
                 QStringLiteral("The processor is busy learning: nothing holds it up."));
        QVERIFY(timeAdvice({}, settings).isEmpty() && timeSharesText({}).isEmpty());
        QCOMPARE(timeSharesText({0.67, 0.31, 0.02}),
                 QStringLiteral("67 % computing, 31 % waiting for images, 2 % validating"));
    }
};

SACCADE_TEST(tst_time_text, TstTimeText)
#include "tst_time_text.moc"
