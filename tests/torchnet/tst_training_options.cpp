#include <QTest>
#include <chrono>
#include <cmath>
#include <set>

#include "engine/network/head_dropout.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/run_fixtures.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{8, 8, 3};

/// Everything that this file is about, at once.
TrainPlan planWithEverything(const DataSet& set, int replicas, int loaderThreads)
{
    TrainPlan plan = smallPlan(set, 256, 6);
    TrainSettings& settings = plan.settings;
    settings.clipNorm = 0.5;
    settings.averageDecay = 0.8;
    settings.accumulate = 2;
    settings.dropout = 0.3;
    settings.classWeights = ClassWeights::Balanced;
    settings.sampling = Sampling::Balanced;
    settings.augmentation = {FlipMode::Random, 1, 0};
    settings.replicas = replicas;
    settings.loaderThreads = loaderThreads;
    plan.network = withHeadDropout(std::move(plan.network), settings.dropout);
    return plan;
}

NamedTensors lastWeights(const TrainPlan& plan, const DataSet& set)
{
    RecordingObserver observer;
    const RunReport report = runPlan(plan, set, observer);
    return report.error || observer.snapshots.empty() ? NamedTensors{} : *observer.snapshots.back().tensors;
}

/// A store whose training images take their time, as those of a slow disk do; nothing else does.
class SlowStore final : public ImageStore
{
public:
    explicit SlowStore(const DataSet& set) : m_store(set.pixels)
    {
        const std::vector<std::int32_t> training = set.indicesOf(Part::Training);
        m_slow.insert(training.begin(), training.end());
    }

    [[nodiscard]] std::size_t count() const override { return m_store->count(); }
    [[nodiscard]] ImageView image(std::size_t index) const override
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(2);
        while (m_slow.count(static_cast<std::int32_t>(index)) > 0 && std::chrono::steady_clock::now() < until) {
        }
        return m_store->image(index);
    }

private:
    std::shared_ptr<const ImageStore> m_store;
    std::set<std::int32_t> m_slow;
};

/// A fifth of class 0's images stays; the rest moves out of the training part.
DataSet unevenDataSet()
{
    DataSet set = makeStripesDataSet(3, 100, kSize);
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (std::size_t i = 20; i < 100; ++i) {
        (*samples)[i].part = Part::Validation;
    }
    set.samples = std::move(samples);
    return set;
}

} // namespace

class TstTrainingOptions : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedSameBitsWithEverything_data()
    {
        QTest::addColumn<int>("replicas");
        QTest::newRow("one replica") << 1;
        QTest::newRow("two replicas") << 2;
    }
    void sameSeedSameBitsWithEverything()
    {
        QFETCH(int, replicas);
        const DataSet set = makeStripesDataSet(3, 100, kSize);
        const NamedTensors first = lastWeights(planWithEverything(set, replicas, 0), set);
        QVERIFY(!first.empty());
        for (const int loaderThreads : {1, 2}) {
            QCOMPARE(fingerprintOf(lastWeights(planWithEverything(set, replicas, loaderThreads), set)),
                     fingerprintOf(first));
        }
    }

    void aRunGoesOnFromTheWeightsOfAnother()
    {
        const DataSet set = makeStripesDataSet(3, 60, kSize);
        const TrainPlan first = smallPlan(set, 60, 2);
        RecordingObserver observer;
        const RunReport report = runPlan(first, set, observer);
        QVERIFY(!report.error);
        auto loaded = std::make_shared<LoadedStart>();
        loaded->tensors = *observer.snapshots.back().tensors;
        loaded->plans.push_back(first);
        TrainPlan second = smallPlan(set, 60, 1);
        second.start = StartPoint{"/runs/one", 2, loaded};
        second.settings.seed = first.settings.seed + 5; // drawn weights would be others
        for (OptimiserGroup& group : second.groups) {
            group.learningRate = 0; // what is not moved stays as it came
            group.weightDecay = 0;
        }
        RecordingObserver again;
        QVERIFY(!runPlan(second, set, again).error);
        for (const auto& [name, tensor] : *again.snapshots.back().tensors) {
            const bool isRunning = name.find("running") != std::string::npos; // statistics follow the data
            QVERIFY2(isRunning || tensor == loaded->tensors.at(name), name.c_str());
        }
        second.start.reset();
        RecordingObserver drawn;
        QVERIFY(!runPlan(second, set, drawn).error);
        QVERIFY(*drawn.snapshots.back().tensors != *again.snapshots.back().tensors);
    }

    void growingImagesTrainTheSameNetwork()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 40, 6);
        plan.settings.firstScale = 0.5;
        plan.settings.fullSizeFrom = 0.75;
        const NamedTensors first = lastWeights(plan, set);
        QVERIFY(!first.empty());
        plan.settings.loaderThreads = 2;
        QCOMPARE(fingerprintOf(lastWeights(plan, set)), fingerprintOf(first));
        plan.settings.firstScale = 1;
        QVERIFY(fingerprintOf(lastWeights(plan, set)) != fingerprintOf(first));
    }

    void keptWeightsAreTheAverageOfTheSteps()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 40, 2);
        plan.settings.schedule = ScheduleShape::Constant;
        plan.settings.validateEvery = 0.001; // after every step
        RecordingObserver plain;
        const RunReport report = runPlan(plan, set, plain);
        QCOMPARE(plain.snapshots.size(), std::size_t{4});
        plan.settings.averageDecay = 0.15;
        RecordingObserver averaged;
        const RunReport averagedReport = runPlan(plan, set, averaged);
        // Without a schedule the steps themselves are the same; d is 1/10, then 0.15 (2/11 and more are above it).
        const auto values = [](const RecordingObserver& observer, std::size_t step, const char* name) {
            return observer.snapshots[step].tensors->at(name).values;
        };
        for (const char* name : {"conv1.weight", "norm1.running_var", "head.bias"}) {
            std::vector<float> average = values(averaged, 0, name);
            for (std::size_t step = 1; step < 4; ++step) {
                for (std::size_t i = 0; i < average.size(); ++i) {
                    average[i] += 0.85F * (values(plain, step, name)[i] - average[i]);
                    QVERIFY(std::abs(average[i] - values(averaged, step, name)[i]) < 1e-5F);
                }
            }
            QVERIFY(values(averaged, 3, name) != values(plain, 3, name));
        }
        const auto best = static_cast<std::size_t>(averagedReport.bestStep - 1);
        QCOMPARE(fingerprintOf(*averagedReport.bestTensors), fingerprintOf(*averaged.snapshots[best].tensors));
        QVERIFY(report.testAccuracy && averagedReport.testAccuracy);
    }

    void endsEarlyAndStillTests()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 40, 100);
        for (OptimiserGroup& group : plan.groups) {
            group.learningRate = 0; // nothing gets better: the first validation stays the best
        }
        for (Node& node : plan.network.nodes) {
            if (auto* norm = std::get_if<BatchNormLayer>(&node.layer)) {
                norm->momentum = 0; // nor do the running statistics move
            }
        }
        plan.settings.patience = 3;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QCOMPARE(report.reason, EndReason::EarlyStopped);
        QVERIFY(!report.error);
        QCOMPARE(observer.epochs.size(), std::size_t{4});
        QCOMPARE(report.bestStep, std::int64_t{2});
        QCOMPARE(report.steps, std::int64_t{8});
        QVERIFY(report.testAccuracy.has_value());
    }

    void patienceThatEndsWithTheRunIsNoEarlyEnd()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 40, 4);
        plan.groups.front().learningRate = 0;
        plan.settings.patience = 3;
        RecordingObserver observer;
        QCOMPARE(runPlan(plan, set, observer).reason, EndReason::Completed);
    }

    void plateauLowersTheRate()
    {
        const DataSet set = makeStripesDataSet(2, 40, kSize);
        TrainPlan plan = smallPlan(set, 40, 6);
        for (Node& node : plan.network.nodes) {
            if (auto* norm = std::get_if<BatchNormLayer>(&node.layer)) {
                norm->momentum = 0;
            }
        }
        plan.groups.front().learningRate = 1e-30; // too small to change a weight, so no validation is better
        plan.settings.schedule = ScheduleShape::Plateau;
        plan.settings.plateauPatience = 2;
        plan.settings.stepFactor = 0.5;
        plan.settings.finalRate = 0.3;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QVERIFY2(!report.error, report.error ? report.error->detail.c_str() : "");
        std::vector<double> factors;
        for (const EpochPoint& point : observer.epochs) {
            factors.push_back(point.learningRate / 1e-30);
        }
        // The first validation is the best; the rate falls after the third and the fifth, no lower than 0.3.
        const std::vector<double> expected{1, 1, 1, 0.5, 0.5, 0.3};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY2(std::abs(factors[i] - expected[i]) < 1e-9, qPrintable(QString::number(factors[i])));
        }
    }

    void balanceHelpsARareClass_data()
    {
        QTest::addColumn<bool>("weighted");
        QTest::newRow("class weights") << true;
        QTest::newRow("sampling") << false;
    }
    void balanceHelpsARareClass()
    {
        QFETCH(bool, weighted);
        const DataSet set = unevenDataSet();
        TrainPlan plan = smallPlan(set, 55, 12);
        plan.settings.classWeights = weighted ? ClassWeights::Balanced : ClassWeights::None;
        plan.settings.sampling = weighted ? Sampling::All : Sampling::Balanced;
        RecordingObserver observer;
        const RunReport report = runPlan(plan, set, observer);
        QVERIFY2(!report.error, report.error ? report.error->detail.c_str() : "");
        QVERIFY2(*report.testAccuracy > 0.9, qPrintable(QString::number(*report.testAccuracy)));
    }

    void slowImagesShowAsWaiting()
    {
        DataSet set = makeStripesDataSet(2, 20, kSize);
        TrainPlan plan = smallPlan(set, 20, 2);
        plan.settings.loaderThreads = 0;
        plan.probes = {0};
        RecordingObserver quick;
        const RunReport report = runPlan(plan, set, quick);
        QVERIFY(report.shares.has_value());
        set.pixels = std::make_shared<SlowStore>(set);
        RecordingObserver slow;
        const RunReport slowReport = runPlan(plan, set, slow);
        for (const RunReport& each : {report, slowReport}) {
            const TimeShares& shares = *each.shares;
            QVERIFY(std::abs(shares.computing + shares.waiting + shares.validating - 1) < 1e-9);
            QVERIFY(shares.computing > 0 && shares.waiting >= 0 && shares.validating > 0);
        }
        QVERIFY(slowReport.shares->waiting > report.shares->waiting);
        QVERIFY(slowReport.shares->waiting > slowReport.shares->computing);
        QCOMPARE(bottleneckOf(*slowReport.shares), Bottleneck::Waiting);
        QVERIFY(slow.epochs.back().shares.waiting > quick.epochs.back().shares.waiting);
    }
};

SACCADE_TEST(tst_training_options, TstTrainingOptions)
#include "tst_training_options.moc"
