#include <QAbstractItemModelTester>
#include <QTest>
#include <cmath>

#include "tests/test_registry.h"
#include "ui/models/curve_data.h"
#include "ui/models/curve_table_model.h"

using namespace saccade;

class TstCurveData : public QObject
{
    Q_OBJECT

private slots:
    void envelopeKeepsEveryExtreme();
    void envelopeLeavesFewPointsAlone();
    void envelopeBreaksAtFiguresThatAreNotFinite();
    void samplingTakesTheLastOfEachPart();
    void smoothingIsTheBiasCorrectedAverage();
    void smoothingSkipsFiguresThatAreNotFinite();
    void smoothingOfAConstantIsTheConstant();
    void sliderAtZeroChangesNothing();
    void bestIsTheEarliestOfEquals();
    void bestIsTheOneThatTheTrainerKept();
    void bestIgnoresNan();
    void stopsAreStepsUntilTheFirstValidation();
    void nearestStopRoundsToTheNearer();
    void validationsUseTheClockOfTheSteps();
    void endGrowsWithThePlan();
    void csvHoldsEveryPointInOrder();
    void tableFollowsTheData();
};

namespace {

BatchPoint batch(std::int64_t step, double loss)
{
    return {step, static_cast<double>(step) / 10, loss, 0.5, 0.1, static_cast<double>(step) * 0.2};
}

EpochPoint validation(std::int64_t step, std::optional<double> loss, std::optional<double> accuracy)
{
    EpochPoint point;
    point.step = step;
    point.epoch = static_cast<double>(step) / 10;
    point.trainLoss = 1;
    point.trainAccuracy = 0.5;
    point.validationLoss = loss;
    point.validationAccuracy = accuracy;
    point.seconds = static_cast<double>(step) * 0.2 + 100;
    return point;
}

} // namespace

void TstCurveData::envelopeKeepsEveryExtreme()
{
    std::vector<CurvePoint> points;
    for (int i = 0; i < 100'000; ++i) {
        points.push_back({static_cast<double>(i), std::sin(i * 0.01)});
    }
    points[4321].y = 50;
    points[76543].y = -50;
    const std::vector<CurvePoint> thinned = envelope(points, 0, 99'999, 500);
    QVERIFY(thinned.size() <= 501 * 4);
    QVERIFY(std::find(thinned.begin(), thinned.end(), points[4321]) != thinned.end());
    QVERIFY(std::find(thinned.begin(), thinned.end(), points[76543]) != thinned.end());
    QVERIFY(thinned.front() == points.front());
    QVERIFY(thinned.back() == points.back());
    QVERIFY(std::is_sorted(thinned.begin(), thinned.end(),
                           [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; }));
    // Every column's own extremes are there, not only those of the whole.
    for (int column = 0; column < 500; ++column) {
        const double from = column * 99'999 / 500.0;
        const double to = from + 99'999 / 500.0;
        const auto highest = [from, to](const std::vector<CurvePoint>& list) {
            double found = -100;
            for (const CurvePoint& point : list) {
                found = point.x >= from && point.x < to ? std::max(found, point.y) : found;
            }
            return found;
        };
        QCOMPARE(highest(thinned), highest(points));
    }
}

void TstCurveData::envelopeLeavesFewPointsAlone()
{
    const std::vector<CurvePoint> points{{0, 1}, {1, 5}, {2, 2}};
    QVERIFY(envelope(points, 0, 2, 100) == points);
    QVERIFY(envelope({}, 0, 2, 100).empty());
    QVERIFY(envelope(points, 2, 2, 100) == points);
}

void TstCurveData::envelopeBreaksAtFiguresThatAreNotFinite()
{
    std::vector<CurvePoint> points;
    for (int i = 0; i < 1000; ++i) {
        points.push_back({static_cast<double>(i), i == 500 ? std::nan("") : 1.0});
    }
    const std::vector<CurvePoint> thinned = envelope(points, 0, 999, 10);
    const auto gaps =
        std::count_if(thinned.begin(), thinned.end(), [](const CurvePoint& point) { return !std::isfinite(point.y); });
    QCOMPARE(gaps, 1);
}

void TstCurveData::samplingTakesTheLastOfEachPart()
{
    const std::vector<CurvePoint> points{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}};
    const std::vector<CurvePoint> expected{{2, 3}, {5, 6}, {6, 7}};
    QVERIFY(sampled(points, 0, 6, 2) == expected); // the end of the range is a part of its own
    QVERIFY(sampled(points, 0, 6, 10) == points);
}

void TstCurveData::smoothingIsTheBiasCorrectedAverage()
{
    // beta 0.5 by hand: s1 = 0.5*4, corrected by 1-0.5 -> 4; s2 = 0.5*2+0.5*1 = 1.5, by 1-0.25 -> 2.
    const std::vector<CurvePoint> smoothed = smooth({{1, 4}, {2, 1}}, 0.5);
    QCOMPARE(smoothed[0].y, 4.0);
    QCOMPARE(smoothed[1].y, 2.0);
    QCOMPARE(smoothed[1].x, 2.0);
}

void TstCurveData::smoothingSkipsFiguresThatAreNotFinite()
{
    const std::vector<CurvePoint> smoothed = smooth({{1, 4}, {2, std::nan("")}, {3, 1}}, 0.5);
    QVERIFY(std::isnan(smoothed[1].y));
    QCOMPARE(smoothed[2].y, 2.0);
}

void TstCurveData::smoothingOfAConstantIsTheConstant()
{
    for (const CurvePoint& point : smooth(std::vector<CurvePoint>(50, {0, 3}), 0.97)) {
        QVERIFY(std::abs(point.y - 3) < 1e-12);
    }
}

void TstCurveData::sliderAtZeroChangesNothing()
{
    QCOMPARE(smoothingFactor(0, 100), 0.0);
    QVERIFY(smoothingFactor(0.3, 100) < smoothingFactor(0.6, 100));
    QCOMPARE(smoothingFactor(1, 100), std::exp(-0.1));
    QVERIFY(smoothingFactor(1, 1e6) < 1);
}

void TstCurveData::bestIsTheEarliestOfEquals()
{
    CurveData data;
    QVERIFY(!data.best(CurveQuantity::Loss));
    data.addEpochs({validation(10, 0.5, 0.8), validation(20, 0.3, 0.9), validation(30, 0.3, 0.9)});
    QCOMPARE(*data.best(CurveQuantity::Loss), std::size_t{1});
    QCOMPARE(*data.best(CurveQuantity::Accuracy), std::size_t{1});
    QVERIFY(data.reading(1).isBest);
    QVERIFY(!data.reading(2).isBest);
}

void TstCurveData::bestIsTheOneThatTheTrainerKept()
{
    CurveData data;
    std::vector<EpochPoint> points{validation(10, 0.5, 1), validation(20, 0.3, 1), validation(30, 0.4, 1)};
    points[0].isBest = true;
    points[1].isBest = true; // as right, but surer
    data.addEpochs(points);
    QCOMPARE(*data.best(CurveQuantity::Accuracy), std::size_t{1});
    QCOMPARE(*data.best(CurveQuantity::Loss), std::size_t{1});
}

void TstCurveData::bestIgnoresNan()
{
    CurveData data;
    data.addEpochs({validation(10, std::nan(""), 0.2), validation(20, 0.7, {}), validation(30, {}, std::nan(""))});
    QCOMPARE(*data.best(CurveQuantity::Loss), std::size_t{1});
    QCOMPARE(*data.best(CurveQuantity::Accuracy), std::size_t{0});
}

void TstCurveData::stopsAreStepsUntilTheFirstValidation()
{
    CurveData data;
    QCOMPARE(data.stopCount(), std::size_t{0});
    data.addBatches({batch(1, 2), batch(2, 1)});
    QCOMPARE(data.stopCount(), std::size_t{2});
    QCOMPARE(data.reading(1).trainLoss, 1.0);
    QVERIFY(!data.reading(1).isValidation);
    data.addEpochs({validation(2, 0.5, 0.8)});
    QCOMPARE(data.stopCount(), std::size_t{1});
    QVERIFY(data.reading(0).isValidation);
}

void TstCurveData::nearestStopRoundsToTheNearer()
{
    CurveData data;
    QCOMPARE(data.nearestStop(3, CurveAxis::Epoch), std::size_t{0});
    data.addEpochs({validation(10, 1, 0.1), validation(20, 1, 0.1), validation(30, 1, 0.1)});
    QCOMPARE(data.nearestStop(-5, CurveAxis::Epoch), std::size_t{0});
    QCOMPARE(data.nearestStop(1.4, CurveAxis::Epoch), std::size_t{0});
    QCOMPARE(data.nearestStop(1.6, CurveAxis::Epoch), std::size_t{1});
    QCOMPARE(data.nearestStop(99, CurveAxis::Epoch), std::size_t{2});
    QCOMPARE(data.nearestStop(21, CurveAxis::Step), std::size_t{1});
}

void TstCurveData::validationsUseTheClockOfTheSteps()
{
    CurveData data;
    data.addBatches({batch(1, 2), batch(2, 1), batch(3, 1)});
    data.addEpochs({validation(2, 0.5, 0.8)}); // its own clock says 100.4 s
    QCOMPARE(data.validation(CurveQuantity::Loss, CurveAxis::Time).front().x, 0.4);
}

void TstCurveData::endGrowsWithThePlan()
{
    CurveData data;
    data.setPlanned(4, 40);
    QCOMPARE(data.end(CurveAxis::Epoch), 4.0);
    QCOMPARE(data.steps(), 40.0);
    data.addBatches({batch(10, 1)});
    QCOMPARE(data.now(CurveAxis::Time), 2.0);
    QCOMPARE(data.end(CurveAxis::Time), 8.0);
    QCOMPARE(data.end(CurveAxis::Step), 40.0);
}

void TstCurveData::csvHoldsEveryPointInOrder()
{
    CurveData data;
    data.addBatches({batch(1, 2), batch(2, std::nan("")), batch(3, 0.5)});
    data.addEpochs({validation(2, 0.25, {})});
    const QList<QByteArray> lines = curveCsv(data).trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[1], QByteArray("step,1,0.1,0.2,2,0.5,,,0.1"));
    QVERIFY(lines[2].startsWith("step,2,"));
    QCOMPARE(lines[3], QByteArray("validation,2,0.2,100.4,1,0.5,0.25,,0"));
    QVERIFY(lines[4].startsWith("step,3,"));
}

void TstCurveData::tableFollowsTheData()
{
    CurveData data;
    CurveTableModel model(data);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    data.addBatches({batch(1, 2), batch(2, 1)});
    model.refresh();
    QCOMPARE(model.rowCount(), 2);
    data.addEpochs({validation(2, 0.5, 0.8)});
    model.refresh();
    QCOMPARE(model.rowCount(), 1);
    data.addEpochs({validation(4, 0.25, 0.9342)});
    model.refresh();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, CurveTableModel::ValidationAccuracy).data().toString(), QStringLiteral("93.42 %"));
    data.clear();
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

SACCADE_TEST(tst_curve_data, TstCurveData)
#include "tst_curve_data.moc"
