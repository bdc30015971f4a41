#include <QTest>
#include <QTimer>
#include <chrono>
#include <thread>

#include "tests/test_registry.h"
#include "ui/window/gap_meter.h"

using namespace saccade;

class TstGapMeter : public QObject
{
    Q_OBJECT

private slots:
    void percentilesOfKnownGaps()
    {
        GapMeter meter;
        for (int i = 0; i < 98; ++i) {
            meter.record(1.0);
        }
        meter.record(10.04); // rounded up to 10.1
        meter.record(50.0);
        QCOMPARE(meter.count(), std::int64_t{100});
        QCOMPARE(meter.percentileMs(0.5), 1.0);
        QCOMPARE(meter.percentileMs(0.98), 1.0);
        QCOMPARE(meter.percentileMs(0.99), 10.1);
        QCOMPARE(meter.percentileMs(1.0), 50.0);
        QCOMPARE(meter.longestMs(), 50.0);
        // 98 + 10.04 + 50 ms recorded
        QVERIFY(qAbs(meter.timeShareAbove(16) - 50.0 / 158.04) < 1e-9);
        QVERIFY(qAbs(meter.timeShareAbove(1) - 60.04 / 158.04) < 1e-9);
        QCOMPARE(meter.timeShareAbove(50), 0.0);
    }

    void gapsBeyondTheScaleKeepTheirLength()
    {
        GapMeter meter;
        meter.record(7000);
        QCOMPARE(meter.percentileMs(0.5), 7000.0);
        QCOMPARE(meter.timeShareAbove(16), 1.0);
    }

    void resetForgets()
    {
        GapMeter meter;
        meter.record(7000);
        meter.reset();
        QCOMPARE(meter.count(), std::int64_t{0});
        QCOMPARE(meter.longestMs(), 0.0);
        QCOMPARE(meter.percentileMs(0.99), 0.0);
        QCOMPARE(meter.timeShareAbove(16), 0.0);
    }

    void aDeafEventLoopIsSeen()
    {
        GapMeter meter;
        meter.start();
        QTRY_VERIFY(meter.count() > 3);
        QTimer::singleShot(0, [] { std::this_thread::sleep_for(std::chrono::milliseconds(60)); });
        QTRY_VERIFY(meter.longestMs() >= 60); // the stall itself, never shorter than the sleep
        QVERIFY(meter.summary().contains(QStringLiteral("longest")));
    }
};

SACCADE_TEST(tst_gap_meter, TstGapMeter)
#include "tst_gap_meter.moc"
