#include <QTest>
#include <cmath>
#include <limits>

#include "engine/session/train_mail.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::vector<BatchPoint> pointsOf(const std::vector<double>& losses)
{
    std::vector<BatchPoint> points;
    for (const double loss : losses) {
        BatchPoint point;
        point.step = static_cast<std::int64_t>(points.size()) + 1;
        point.loss = loss;
        points.push_back(point);
    }
    return points;
}

std::vector<std::int64_t> stepsOf(const std::vector<BatchPoint>& points)
{
    std::vector<std::int64_t> steps;
    for (const BatchPoint& point : points) {
        steps.push_back(point.step);
    }
    return steps;
}

} // namespace

class TstTrainMail : public QObject
{
    Q_OBJECT

private slots:
    void mergingKeepsTheExtremesOfEachFour()
    {
        // buckets 1..4 and 5..8; the ninth is the last
        std::vector<BatchPoint> points = pointsOf({3, 9, 1, 4, 5, 2, 6, 3, 4});
        mergeBatches(points);
        QCOMPARE(stepsOf(points), (std::vector<std::int64_t>{2, 3, 6, 7, 9}));
    }

    void mergingEqualLossesKeepsOneOfEachFour()
    {
        std::vector<BatchPoint> points = pointsOf({1, 1, 1, 1, 1, 1, 1, 1, 1});
        mergeBatches(points);
        QCOMPARE(stepsOf(points), (std::vector<std::int64_t>{1, 5, 9}));
    }

    void aLossThatIsNoNumberSurvives()
    {
        std::vector<BatchPoint> points = pointsOf({3, 9, std::nan(""), 4, 5});
        mergeBatches(points);
        QCOMPARE(stepsOf(points), (std::vector<std::int64_t>{1, 3, 5}));
    }

    void aFewPointsStayAsTheyAre()
    {
        std::vector<BatchPoint> points = pointsOf({3, 9, 1, 4});
        mergeBatches(points);
        QCOMPARE(points.size(), std::size_t{4});
    }

    void manyPointsStayWithinTheBound()
    {
        TrainMail mail;
        double least = std::numeric_limits<double>::infinity();
        double greatest = 0;
        for (int step = 1; step <= 20000; ++step) {
            BatchPoint point;
            point.step = step;
            point.loss = 2 + std::sin(step * 0.7) / (1 + step % 97);
            least = std::min(least, point.loss);
            greatest = std::max(greatest, point.loss);
            mail.addBatch(point);
            QVERIFY(mail.update.batches.size() <= kMostPendingBatches);
            QCOMPARE(mail.update.batches.back().step, std::int64_t{step});
        }
        const auto& kept = mail.update.batches;
        const auto byLoss = [](const BatchPoint& a, const BatchPoint& b) { return a.loss < b.loss; };
        const auto [first, last] = std::minmax_element(kept.begin(), kept.end(), byLoss);
        QCOMPARE(first->loss, least);
        QCOMPARE(last->loss, greatest);
        const auto byStep = [](const BatchPoint& a, const BatchPoint& b) { return a.step < b.step; };
        QVERIFY(std::is_sorted(kept.begin(), kept.end(), byStep));
    }

    void anOlderRunIsDroppedAndANewerOneStartsEmpty()
    {
        TrainMail mail;
        const auto put = [&mail](const std::function<void(TrainMail&)>& change) { change(mail); };
        TrainMailWriter older(1, put);
        TrainMailWriter newer(2, put);
        older.batchDone({});
        newer.phaseChanged(TrainPhase::Training);
        QCOMPARE(mail.run, RunId{2});
        QVERIFY(mail.update.batches.empty());
        older.batchDone({});
        older.runEnded({});
        QVERIFY(mail.update.batches.empty());
        QVERIFY(!mail.end);
        QVERIFY(mail.update.phase == TrainPhase::Training);
    }

    void nothingFollowsTheEnd()
    {
        TrainMail mail;
        TrainMailWriter writer(1, [&mail](const std::function<void(TrainMail&)>& change) { change(mail); });
        RunReport first;
        first.steps = 7;
        writer.runEnded(first);
        writer.batchDone({});
        writer.runEnded({});
        QVERIFY(mail.update.batches.empty());
        QCOMPARE(mail.end->steps, std::int64_t{7});
    }
};

SACCADE_TEST(tst_train_mail, TstTrainMail)
#include "tst_train_mail.moc"
