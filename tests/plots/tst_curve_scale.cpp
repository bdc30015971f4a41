#include <QTest>
#include <cmath>
#include <limits>

#include "tests/test_registry.h"
#include "ui/plots/curve_scale.h"

using namespace saccade;

class TstCurveScale : public QObject
{
    Q_OBJECT

private slots:
    void lossStartsAtZeroAndHoldsAllValues();
    void aWildStepIsNamedInsteadOfFlatteningTheRest();
    void figuresThatAreNotFiniteDoNotCount();
    void logarithmicLossStaysPositive();
    void accuracyEndsAtHundred();
    void linearTicksAreRound();
    void logarithmicTicksAreOneTwoFive();
    void epochTicksAreWhole();
    void timeTicksReadAsMinutes();
};

namespace {

std::vector<CurvePoint> points(const std::vector<double>& values)
{
    std::vector<CurvePoint> list;
    for (const double value : values) {
        list.push_back({static_cast<double>(list.size()), value});
    }
    return list;
}

QStringList labels(const std::vector<CurveTick>& ticks)
{
    QStringList list;
    for (const CurveTick& tick : ticks) {
        list.append(tick.label);
    }
    return list;
}

} // namespace

void TstCurveScale::lossStartsAtZeroAndHoldsAllValues()
{
    const CurveScale scale = lossScale(points({2.3, 1.1, 0.4}), points({1.9, 0.6}), false);
    QCOMPARE(scale.low, 0.0);
    QCOMPARE(scale.high, 2.5);
    QVERIFY(!scale.peak);
}

void TstCurveScale::aWildStepIsNamedInsteadOfFlatteningTheRest()
{
    std::vector<double> values(200, 1.0);
    values[3] = 900;
    const CurveScale scale = lossScale(points(values), points({1.2}), false);
    QVERIFY(scale.high < 3);
    QCOMPARE(scale.peak.value_or(0), 900.0);
    QVERIFY(lossScale({}, points({7}), false).high >= 7);
}

void TstCurveScale::figuresThatAreNotFiniteDoNotCount()
{
    const double infinite = std::numeric_limits<double>::infinity();
    const CurveScale scale = lossScale(points({std::nan(""), 1, infinite}), points({std::nan("")}), false);
    QCOMPARE(scale.high, 1.0);
    QVERIFY(lossScale(points({std::nan("")}), {}, true).low > 0);
    QCOMPARE(accuracyScale(points({std::nan("")}), {}).high, 100.0);
}

void TstCurveScale::logarithmicLossStaysPositive()
{
    const CurveScale scale = lossScale(points({0, 2.2, 0.03}), points({0.4}), true);
    QCOMPARE(scale.low, 0.02);
    QCOMPARE(scale.high, 5.0);
    QVERIFY(lossScale(points({0, -1}), {}, true).low > 0);
    const CurveScale one = lossScale(points({1}), {}, true);
    QVERIFY(one.high > one.low);
}

void TstCurveScale::accuracyEndsAtHundred()
{
    QCOMPARE(accuracyScale({}, {}).low, 0.0);
    QCOMPARE(accuracyScale({}, points({57, 93})).low, 50.0);
    QCOMPARE(accuracyScale({}, points({99, 99.5})).low, 90.0);
}

void TstCurveScale::linearTicksAreRound()
{
    QCOMPARE(labels(scaleTicks({0, 2, false, {}}, 5)), QStringList({"0", "0.5", "1", "1.5", "2"}));
    QCOMPARE(labels(scaleTicks({50, 100, false, {}}, 5)), QStringList({"50", "60", "70", "80", "90", "100"}));
}

void TstCurveScale::logarithmicTicksAreOneTwoFive()
{
    QCOMPARE(labels(scaleTicks({0.02, 2, true, {}}, 6)), QStringList({"0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"}));
    QCOMPARE(labels(scaleTicks({1e-3, 1e3, true, {}}, 6)),
             QStringList({"0.001", "0.01", "0.1", "1", "10", "100", "1,000"}));
}

void TstCurveScale::epochTicksAreWhole()
{
    QCOMPARE(labels(axisTicks(CurveAxis::Epoch, 60, 7)), QStringList({"0", "10", "20", "30", "40", "50", "60"}));
    QCOMPARE(labels(axisTicks(CurveAxis::Epoch, 4, 7)), QStringList({"0", "1", "2", "3", "4"}));
    QCOMPARE(labels(axisTicks(CurveAxis::Epoch, 0.25, 5)).size(), 6);
    QCOMPARE(labels(axisTicks(CurveAxis::Epoch, std::nan(""), 5)), QStringList({"0"}));
}

void TstCurveScale::timeTicksReadAsMinutes()
{
    QCOMPARE(labels(axisTicks(CurveAxis::Time, 60, 4)), QStringList({"0:00", "0:15", "0:30", "0:45", "1:00"}));
}

SACCADE_TEST(tst_curve_scale, TstCurveScale)
#include "tst_curve_scale.moc"
