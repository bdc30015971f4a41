#include <QTest>
#include <cmath>
#include <memory>

#include "engine/base/random.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/run_fixtures.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{8, 8, 3};

/// Images of pure noise with arbitrary labels: only a network that learns them by heart gets them right.
DataSet noiseDataSet(int images, int classCount)
{
    DataSet set = makeStripesDataSet(classCount, images / classCount, kSize);
    std::vector<Image> noise;
    RandomStream random(7, "noise");
    for (std::size_t i = 0; i < set.count(); ++i) {
        Image image{kSize, std::vector<std::uint8_t>(kSize.bytes())};
        for (std::uint8_t& value : image.pixels) {
            value = static_cast<std::uint8_t>(random.next());
        }
        noise.push_back(std::move(image));
    }
    set.pixels = std::make_shared<MemoryStore>(std::move(noise));
    return set;
}

DataSet withoutParts(DataSet set, Part part)
{
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        sample.part = sample.part == part ? Part::Training : sample.part;
    }
    set.samples = std::move(samples);
    return set;
}

} // namespace

class TstTraining : public QObject
{
    Q_OBJECT

private slots:
    void learnsStripes_data()
    {
        QTest::addColumn<int>("precision");
        QTest::addColumn<int>("replicas");
        QTest::newRow("fp32, one replica") << static_cast<int>(Precision::Fp32) << 1;
        QTest::newRow("fp32, two replicas") << static_cast<int>(Precision::Fp32) << 2;
        QTest::newRow("bf16, two replicas") << static_cast<int>(Precision::Bf16) << 2;
        QTest::newRow("everything automatic") << static_cast<int>(Precision::Auto) << 0;
    }
    void learnsStripes()
    {
        QFETCH(int, precision);
        QFETCH(int, replicas);
        const DataSet set = makeStripesDataSet(3, 100, kSize);
        TrainPlan plan = smallPlan(set, 128, 12);
        plan.settings.precision = static_cast<Precision>(precision);
        plan.settings.replicas = replicas;
        plan.probes = {0, 100, 200};
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QVERIFY2(!report.error, report.error ? report.error->detail.c_str() : "");
        QCOMPARE(report.reason, EndReason::Completed);
        QCOMPARE(report.steps, std::int64_t{24});
        QVERIFY2(*report.testAccuracy > 0.95, qPrintable(QString::number(*report.testAccuracy)));
        QCOMPARE(report.testPredictions->count(), std::size_t{300});
        QCOMPARE(observer.batches.size(), std::size_t{24});
        QCOMPARE(observer.epochs.size(), std::size_t{12});
        QCOMPARE(observer.probes.size(), std::size_t{24});
        QVERIFY(observer.batches.back().loss < observer.batches.front().loss);
        QCOMPARE(observer.plans.size(), std::size_t{1});
        const TrainSettings& resolved = observer.plans.front().settings;
        QVERIFY(resolved.precision != Precision::Auto && resolved.replicas >= 1 && resolved.device != "auto");
    }

    void learnsSixteenImagesByHeart()
    {
        const DataSet set = noiseDataSet(16, 4);
        TrainPlan plan = smallPlan(set, 16, 150);
        plan.settings.validateEvery = 50;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QVERIFY2(!report.error, report.error ? report.error->detail.c_str() : "");
        QCOMPARE(observer.batches.back().accuracy, 1.0);
        QVERIFY2(observer.batches.back().loss < 0.1, qPrintable(QString::number(observer.batches.back().loss)));
        // What was never seen stays unknown: the noise of the test part is guessed.
        QVERIFY(*report.testAccuracy < 0.8);
    }

    void bestIsTheSurestOfTheHighest()
    {
        const DataSet set = makeStripesDataSet(3, 60, kSize);
        RecordingObserver observer;
        const RunReport report = runPlan(smallPlan(set, 60, 10), set, observer);
        double best = -1;
        double bestLoss = 0;
        std::int64_t bestStep = 0;
        for (const EpochPoint& point : observer.epochs) {
            const bool isSurer = *point.validationAccuracy == best && *point.validationLoss < bestLoss;
            QCOMPARE(point.isBest, *point.validationAccuracy > best || isSurer);
            if (point.isBest) {
                best = *point.validationAccuracy;
                bestLoss = *point.validationLoss;
                bestStep = point.step;
            }
            QCOMPARE(point.predictions->count(), std::size_t{180});
        }
        QCOMPARE(report.bestStep, bestStep);
        QCOMPARE(*report.bestValidationAccuracy, best);
        QCOMPARE(observer.snapshots.size(), std::size_t{10});
        const auto& snapshot = observer.snapshots[static_cast<std::size_t>(bestStep / 3 - 1)];
        QCOMPARE(fingerprintOf(*report.bestTensors), fingerprintOf(*snapshot.tensors));
    }

    void withoutValidationTheLastIsKept()
    {
        const DataSet set = withoutParts(makeStripesDataSet(2, 40, kSize), Part::Validation);
        TrainPlan plan = smallPlan(set, 40, 2);
        plan.settings.validationShare = 0;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QCOMPARE(report.bestStep, std::int64_t{8});
        QVERIFY(!report.bestValidationAccuracy);
        QVERIFY(!observer.epochs.back().validationAccuracy);
        QVERIFY(report.testAccuracy.has_value());
    }

    void withoutATestPartThereIsNoTestFigure()
    {
        const DataSet set = withoutParts(makeStripesDataSet(2, 40, kSize), Part::Test);
        RecordingObserver observer;
        const RunReport report = runPlan(smallPlan(set, 40, 1), set, observer);
        QCOMPARE(report.reason, EndReason::Completed);
        QVERIFY(!report.testAccuracy && !report.testPredictions);
    }

    void stopsWithinOneBatchAndStillTests()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        RecordingObserver observer;
        observer.stopAfter = 3;
        const RunReport report = runPlan(smallPlan(set, 20, 100), set, observer);
        QCOMPARE(report.reason, EndReason::Stopped);
        QCOMPARE(report.steps, std::int64_t{3});
        QCOMPARE(observer.batches.size(), std::size_t{3});
        QVERIFY(report.bestTensors != nullptr);
        QVERIFY(report.testAccuracy.has_value());
    }

    void stoppedBeforeTheFirstStepThereIsNothing()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        RecordingObserver observer;
        observer.stop.request_stop();
        const RunReport report = runPlan(smallPlan(set, 20, 100), set, observer);
        QCOMPARE(report.reason, EndReason::Stopped);
        QCOMPARE(report.steps, std::int64_t{0});
        QVERIFY(!report.bestTensors && !report.testAccuracy);
    }

    void divergenceKeepsTheBestBefore()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 20, 50);
        plan.settings.schedule = ScheduleShape::OneCycle; // starts gently, so that there is something to keep
        plan.settings.warmUp = 0.9;
        plan.groups.front().learningRate = 1e30;
        plan.groups.front().momentum = 0.99;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QCOMPARE(report.reason, EndReason::Diverged);
        QCOMPARE(report.error->code, ErrorCode::Diverged);
        for (const BatchPoint& point : observer.batches) {
            QVERIFY(std::isfinite(point.loss));
        }
        if (report.bestTensors) {
            for (const auto& [name, tensor] : *report.bestTensors) {
                QVERIFY2(std::isfinite(tensor.values.front()), name.c_str());
            }
        }
    }

    void frozenParametersStayAsTheyWere()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 20, 4);
        std::get<Conv2dLayer>(plan.network.nodes[1].layer).weight.trainableUntil = 0;
        std::get<Conv2dLayer>(plan.network.nodes[1].layer).bias.trainableUntil = 2;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QVERIFY2(!report.error, report.error ? report.error->detail.c_str() : "");
        const auto at = [&](std::size_t epoch, const char* name) {
            return observer.snapshots[epoch].tensors->at(name).values;
        };
        QCOMPARE(at(0, "conv1.weight"), at(3, "conv1.weight"));
        QVERIFY(at(0, "conv1.bias") != at(1, "conv1.bias"));
        QCOMPARE(at(1, "conv1.bias"), at(3, "conv1.bias"));
        QVERIFY(at(1, "conv2.weight") != at(3, "conv2.weight"));
    }

    void aPlanThatDoesNotFitFailsWithItsReason()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 20, 1);
        plan.settings.device = "cuda:77";
        RecordingObserver observer;
        RunReport report = runPlan(plan, set, observer);
        QCOMPARE(report.reason, EndReason::Failed);
        QCOMPARE(report.error->code, ErrorCode::DeviceUnavailable);
        plan = smallPlan(set, 1000, 1);
        report = runPlan(plan, set, observer);
        QCOMPARE(report.error->code, ErrorCode::SettingInvalid);
        QVERIFY(observer.batches.empty());
    }
};

SACCADE_TEST(tst_training, TstTraining)
#include "tst_training.moc"
