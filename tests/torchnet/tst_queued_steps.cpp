#include <QTest>
#include <cmath>

#include "engine/base/random.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/device_passes.h"
#include "tests/torchnet/run_fixtures.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{12, 12, 3};

std::vector<float> someLogits(std::size_t count)
{
    RandomStream random(2, "logits");
    std::vector<float> logits(count);
    for (float& logit : logits) {
        logit = static_cast<float>(random.integer(-400, 400)) / 100.0F;
    }
    return logits;
}

QByteArray text(double value)
{
    return QByteArray::number(value, 'g', 9);
}

/// Everything that a queued step does otherwise.
TrainPlan fullPlan(const DataSet& set)
{
    TrainPlan plan = smallPlan(set, 20, 6);
    plan.settings.optimiser = OptimiserKind::MuonSgd;
    plan.settings.clipNorm = 0.5;
    plan.settings.averageDecay = 0.9;
    plan.settings.accumulate = 2;
    plan.settings.augmentation = {FlipMode::Random, 2, 4};
    plan.settings.augmentation.mixup = 0.4;
    plan.settings.classWeights = ClassWeights::Balanced;
    plan.groups = optimiserGroups(plan.settings, plan.network);
    plan.probes = {0, 1};
    return plan;
}

} // namespace

/// How steps run on an accelerator, on CPU tensors: losses stay there and are told later.
class TstQueuedSteps : public QObject
{
    Q_OBJECT

private slots:
    void lossesAreTheHosts_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<bool>("isMixed");
        QTest::addColumn<double>("smoothing");
        QTest::addColumn<bool>("isWeighted");
        QTest::newRow("plain") << 1.0 << false << 0.0 << false;
        QTest::newRow("smoothed") << 1.0 << false << 0.2 << false;
        QTest::newRow("weighted") << 1.0 << false << 0.1 << true;
        QTest::newRow("mixed") << 0.7 << true << 0.1 << true;
        QTest::newRow("mostly the other") << 0.3 << true << 0.0 << false;
    }

    void lossesAreTheHosts()
    {
        QFETCH(const double, share);
        QFETCH(const bool, isMixed);
        QFETCH(const double, smoothing);
        QFETCH(const bool, isWeighted);
        const std::vector<std::int32_t> labels{0, 3, 2, 1, 0, 2};
        const std::vector<std::int32_t> others = isMixed ? std::vector<std::int32_t>{1, 3, 0, 2, 2, 3} : labels;
        const std::vector<double> weights = isWeighted ? std::vector<double>{0.5, 2, 1, 1.5} : std::vector<double>();
        const passes::LossDifference result = passes::compareLoss(
            someLogits(24), labels, isMixed ? others : std::vector<std::int32_t>(), share, smoothing, weights);
        QVERIFY2(result.loss < 1e-6, text(result.loss).constData());
        QVERIFY2(result.gradient < 1e-7, text(result.gradient).constData());
        QCOMPARE(result.correct, std::int64_t{0});
    }

    void theRingKeepsOrderAndLosesNothing()
    {
        const passes::RingResult result = passes::passThroughRing(1'000);
        QCOMPARE(result.losses.size(), std::size_t{1'000});
        for (std::size_t i = 0; i < result.losses.size(); ++i) {
            QCOMPARE(result.losses[i], static_cast<double>(i));
            QCOMPARE(result.correct[i], static_cast<std::int64_t>(2 * i));
        }
        // At most two rings of 64 are not told at once.
        QVERIFY2(result.late <= 128, text(static_cast<double>(result.late)).constData());
        QVERIFY(passes::passThroughRing(0).losses.empty());
    }

    void aRunTellsTheSameInTheSameOrder()
    {
        const DataSet set = makeStripesDataSet(3, 40, kSize);
        const TrainPlan plan = fullPlan(set);
        RecordingObserver plain;
        RecordingObserver queued;
        const RunReport expected = runPlan(plan, set, plain);
        const RunReport report = passes::runQueued(plan, set, queued);
        QVERIFY2(!report.error, report.error ? report.error->detail.c_str() : "");
        QCOMPARE(report.steps, expected.steps);
        QCOMPARE(report.bestStep, expected.bestStep);
        QCOMPARE(queued.phases, plain.phases);
        QCOMPARE(queued.batches.size(), plain.batches.size());
        for (std::size_t i = 0; i < queued.batches.size(); ++i) {
            const BatchPoint& point = queued.batches[i];
            QCOMPARE(point.step, static_cast<std::int64_t>(i + 1));
            QCOMPARE(point.learningRate, plain.batches[i].learningRate);
            const double apart = std::abs(point.loss - plain.batches[i].loss);
            // The same sums by other operations; each update multiplies what little they differ by.
            QVERIFY2(apart <= (i == 0 ? 1e-6 : 1e-3), (text(static_cast<double>(i)) + ' ' + text(apart)).constData());
        }
        QCOMPARE(queued.epochs.size(), plain.epochs.size());
        QCOMPARE(queued.probes.size(), plain.probes.size());
        for (std::size_t i = 0; i < queued.epochs.size(); ++i) {
            QCOMPARE(queued.epochs[i].step, plain.epochs[i].step);
            QVERIFY(std::abs(queued.epochs[i].trainLoss - plain.epochs[i].trainLoss) < 1e-3);
        }
    }

    void aStoppedRunTellsEveryStep()
    {
        const DataSet set = makeStripesDataSet(2, 200, kSize);
        TrainPlan plan = smallPlan(set, 20, 400);
        plan.settings.validateEvery = 400;
        RecordingObserver observer;
        observer.stopAfter = 3;
        const RunReport report = passes::runQueued(plan, set, observer, observer.stop.get_token());
        QCOMPARE(report.reason, EndReason::Stopped);
        QCOMPARE(static_cast<std::int64_t>(observer.batches.size()), report.steps);
        QVERIFY(report.steps >= 3);
        QVERIFY(report.bestTensors != nullptr);
    }

    void aLossThatIsNotFiniteEndsTheRunAndSpoilsNothing()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 20, 50);
        plan.groups.front().learningRate = 0.01;
        plan.groups.front().momentum = 0;
        plan.groups.front().weightDecay = 400; // times -3 with each step, until no number holds the weights
        RecordingObserver plain;
        RecordingObserver observer;
        const RunReport expected = runPlan(plan, set, plain);
        const RunReport report = passes::runQueued(plan, set, observer);
        QCOMPARE(expected.reason, EndReason::Diverged);
        QCOMPARE(report.reason, EndReason::Diverged);
        QCOMPARE(report.error->code, ErrorCode::Diverged);
        for (const BatchPoint& point : observer.batches) {
            QVERIFY(std::isfinite(point.loss));
        }
        QCOMPARE(static_cast<std::int64_t>(observer.batches.size()), report.steps);
        QCOMPARE(report.bestStep, expected.bestStep);
        QVERIFY(report.bestTensors != nullptr);
        for (const auto& [name, tensor] : *report.bestTensors) {
            QVERIFY2(std::isfinite(tensor.values.front()), name.c_str());
        }
    }
};

SACCADE_TEST(tst_queued_steps, TstQueuedSteps)
#include "tst_queued_steps.moc"
