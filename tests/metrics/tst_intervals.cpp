#include <QTest>

#include "engine/metrics/binomial.h"
#include "engine/metrics/intervals.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct WilsonGolden
{
    std::int64_t hits;
    std::int64_t trials;
    double confidence;
    double low;
    double high;
    double halfWidth;
};

const std::vector<WilsonGolden>& wilsonGoldens()
{
    static const std::vector<WilsonGolden> rows{
#include "goldens/wilson_goldens.inc"
    };
    return rows;
}

struct TailGolden
{
    std::int64_t hits;
    std::int64_t trials;
    double chance;
    double tail;
};

const std::vector<TailGolden>& tailGoldens()
{
    static const std::vector<TailGolden> rows{
#include "goldens/binomial_goldens.inc"
    };
    return rows;
}

} // namespace

class TstIntervals : public QObject
{
    Q_OBJECT

private slots:
    void wilsonAgreesWithScipy()
    {
        for (const WilsonGolden& golden : wilsonGoldens()) {
            const Interval interval = wilsonInterval(golden.hits, golden.trials, golden.confidence);
            QVERIFY(isGolden(interval.low, golden.low));
            QVERIFY(isGolden(interval.high, golden.high));
            QVERIFY(std::abs(normalHalfWidth(golden.confidence) - golden.halfWidth) < 1e-9);
        }
        QVERIFY(isGolden(normalHalfWidth(0.95), 1.959963984540054));
        QCOMPARE(wilsonGoldens().size(), std::size_t{40});
    }

    void endsAreExact()
    {
        QCOMPARE(wilsonInterval(0, 7).low, 0.0);
        QCOMPARE(wilsonInterval(7, 7).high, 1.0);
        QCOMPARE(wilsonInterval(9, 7), wilsonInterval(7, 7));
        QCOMPARE(wilsonInterval(-1, 7), wilsonInterval(0, 7));
        QCOMPARE(wilsonInterval(0, 0), (Interval{0, 1}));
        QCOMPARE(wilsonInterval(3, -1), (Interval{0, 1}));
        QCOMPARE(wilsonInterval(1, 2, 0), (Interval{0.5, 0.5}));
        QVERIFY(wilsonInterval(1, 2, 1).width() < 1);
    }

    void trialsAreTheFewest()
    {
        for (const auto& [share, width] : {std::pair{0.5, 0.05}, {0.93, 0.01}, {0.0, 0.1}, {1.0, 0.02}, {0.5, 0.9}}) {
            const std::int64_t trials = trialsForWidth(share, width);
            const auto widthOf = [share = share](std::int64_t count) {
                return wilsonInterval(std::llround(share * static_cast<double>(count)), count).width();
            };
            QVERIFY(trials >= 1);
            QVERIFY(widthOf(trials + 1) <= width * 1.01);
            QVERIFY(trials < 4 || widthOf(trials - 2) > width * 0.99);
        }
        QCOMPARE(trialsForWidth(0.5, 0.1), 381);
        QCOMPARE(trialsForWidth(0.5, 0), 0);
        QCOMPARE(trialsForWidth(0.5, 1), 0);
    }

    void binomialTailAgreesWithScipy()
    {
        for (const TailGolden& golden : tailGoldens()) {
            const double tail = binomialUpperTail(golden.hits, golden.trials, golden.chance);
            QVERIFY(isGolden(tail, golden.tail));
            QVERIFY2(std::abs(tail - golden.tail) <= 1e-9 * golden.tail, qPrintable(QString::number(golden.hits)));
        }
        QVERIFY(tailGoldens().size() > 10);
    }
};

SACCADE_TEST(tst_intervals, TstIntervals)
#include "tst_intervals.moc"
