#include <QTest>
#include <atomic>
#include <thread>

#include "engine/session/frame_pacer.h"
#include "engine/session/frame_rate.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

/// When frames of a video may pass, and how many did.
class TstFramePacer : public QObject
{
    Q_OBJECT

private slots:
    void framesPassAtTheirTimes()
    {
        FramePacer pacer;
        const Clock::time_point start = Clock::now();
        QVERIFY(pacer.waitFor(7, {})); // the first one, whenever it is
        QVERIFY(pacer.waitFor(7.05, {}));
        QVERIFY(secondsSince(start) > 0.04);
        QVERIFY(pacer.waitFor(7.01, {})); // late: at once
    }

    void aGapIsNotCaughtUp()
    {
        FramePacer pacer;
        QVERIFY(pacer.waitFor(0, {}));
        std::this_thread::sleep_for(std::chrono::milliseconds(300)); // the reader was held up: what the test is about
        const Clock::time_point start = Clock::now();
        QVERIFY(pacer.waitFor(0.01, {})); // now the beginning
        QVERIFY(pacer.waitFor(0.06, {}));
        QVERIFY(secondsSince(start) > 0.03);
    }

    void aPauseHoldsUntilItEnds()
    {
        FramePacer pacer;
        QVERIFY(pacer.waitFor(0, {}));
        pacer.setPaused(true);
        QVERIFY(pacer.isPaused());
        std::atomic<bool> mayPass = false;
        std::atomic<bool> passedInTime = false;
        std::jthread reader([&] { passedInTime = pacer.waitFor(1'000, {}) && mayPass; });
        mayPass = true;
        pacer.setPaused(false); // the frame that waited is due now, however late in the video it is
        reader.join();
        QVERIFY(passedInTime);
        QVERIFY(!pacer.isPaused());
    }

    void aStopEndsTheWaiting_data()
    {
        QTest::addColumn<bool>("isPaused");
        QTest::newRow("for its time") << false;
        QTest::newRow("for the end of a pause") << true;
    }

    void aStopEndsTheWaiting()
    {
        QFETCH(bool, isPaused);
        FramePacer pacer;
        QVERIFY(pacer.waitFor(0, {}));
        pacer.setPaused(isPaused);
        std::atomic<int> answer = -1;
        {
            std::jthread reader([&](const std::stop_token& stop) {
                if (isPaused || pacer.waitFor(0, stop)) {
                    answer = pacer.waitFor(1'000, stop) ? 1 : 0;
                }
            });
        } // asks for the stop and joins
        QVERIFY(answer != 1);
    }

    void aRestartForgets()
    {
        FramePacer pacer;
        QVERIFY(pacer.waitFor(0, {}));
        pacer.setPaused(true);
        pacer.restart();
        QVERIFY(!pacer.isPaused());
        QVERIFY(pacer.waitFor(5'000, {})); // the first of another video
    }

    void ratesCountIntervals()
    {
        FrameRate rate;
        QCOMPARE(rate.perSecond(), 0.0);
        rate.add(10);
        QCOMPARE(rate.perSecond(), 0.0);
        rate.add(10.5);
        QCOMPARE(rate.perSecond(), 2.0);
        rate.add(11);
        QCOMPARE(rate.perSecond(), 2.0);
        for (int i = 1; i <= 8; ++i) {
            rate.add(11 + i * 0.25);
        }
        QCOMPARE(rate.perSecond(), 4.0); // what is older than two seconds counts no more
        rate.add(100);
        QCOMPARE(rate.perSecond(), 0.0);
    }
};

SACCADE_TEST(tst_frame_pacer, TstFramePacer)
#include "tst_frame_pacer.moc"
