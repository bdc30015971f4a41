#include <QTest>
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/data/batch_loader.h"
#include "engine/data/pixel_geometry.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{9, 7, 3};

DataSet smallSet()
{
    return makeStripesDataSet(5, 8, kSize);
}

LoaderPlan planFor(const DataSet& set, int batchSize, std::int64_t steps, int threads)
{
    LoaderPlan plan;
    plan.indices = set.indicesOf(Part::Training);
    plan.augmentation = {FlipMode::Random, 2, 3};
    plan.fill = {100, 110, 120};
    plan.seed = 11;
    plan.batchSize = batchSize;
    plan.steps = steps;
    plan.threads = threads;
    return plan;
}

std::vector<Batch> allBatches(const DataSet& set, const LoaderPlan& plan)
{
    BatchLoader loader(set, plan);
    std::vector<Batch> batches;
    while (const Batch* batch = loader.next()) {
        batches.push_back(*batch);
    }
    return batches;
}

bool equal(const Batch& left, const Batch& right)
{
    return left.step == right.step && left.size == right.size && left.epoch == right.epoch &&
           left.pixels == right.pixels && left.labels == right.labels && left.indices == right.indices &&
           left.otherLabels == right.otherLabels && left.share == right.share;
}

} // namespace

class TstBatchLoader : public QObject
{
    Q_OBJECT

private slots:
    void imagesGrow();
    void orderIsAPermutation_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 3, 1000}) {
            QTest::addRow("%d", count) << count;
        }
    }

    void orderIsAPermutation()
    {
        QFETCH(int, count);
        std::vector<std::int32_t> order = epochOrder(static_cast<std::size_t>(count), 3, 1);
        std::sort(order.begin(), order.end());
        std::vector<std::int32_t> all(static_cast<std::size_t>(count));
        std::iota(all.begin(), all.end(), 0);
        QCOMPARE(order, all);
    }

    void orderDependsOnSeedAndEpoch()
    {
        QCOMPARE(epochOrder(100, 3, 1), epochOrder(100, 3, 1));
        QVERIFY(epochOrder(100, 3, 1) != epochOrder(100, 3, 2));
        QVERIFY(epochOrder(100, 3, 1) != epochOrder(100, 4, 1));
    }

    void everyOrderIsEquallyLikely()
    {
        std::map<std::vector<std::int32_t>, int> counts;
        for (int epoch = 0; epoch < 6000; ++epoch) {
            ++counts[epochOrder(3, 5, epoch)];
        }
        QCOMPARE(counts.size(), std::size_t{6});
        for (const auto& [order, count] : counts) {
            QVERIFY(std::abs(count - 1000) < 180); // six standard deviations
        }
    }

    void threadsDoNotMatter_data()
    {
        QTest::addColumn<int>("batchSize");
        QTest::addColumn<int>("ahead");
        QTest::newRow("one image") << 1 << 4;
        QTest::newRow("leaves a rest") << 7 << 4;
        QTest::newRow("whole epoch") << 40 << 4;
        QTest::newRow("one ahead") << 7 << 1;
        QTest::newRow("far ahead") << 7 << 50;
    }

    void threadsDoNotMatter()
    {
        QFETCH(int, batchSize);
        QFETCH(int, ahead);
        const DataSet set = smallSet();
        LoaderPlan plan = planFor(set, batchSize, 90, 0);
        plan.augmentation.cropSmallest = 0.5;
        plan.augmentation.rotate = 20;
        plan.augmentation.brightness = 0.3;
        plan.augmentation.blur = 0.3;
        plan.augmentation.erase = 0.3;
        plan.augmentation.mixup = 0.3;
        plan.augmentation.policy = AugmentationPolicy::AutoAugmentCifar10;
        plan.ahead = ahead;
        const std::vector<Batch> expected = allBatches(set, plan);
        QCOMPARE(expected.size(), std::size_t{90});
        for (const int threads : {1, 2, 3}) {
            plan.threads = threads;
            const std::vector<Batch> batches = allBatches(set, plan);
            QVERIFY(std::equal(batches.begin(), batches.end(), expected.begin(), expected.end(), equal));
        }
    }

    void batchHoldsTheAugmentedImages()
    {
        const DataSet set = smallSet();
        const LoaderPlan plan = planFor(set, 7, 12, 1); // five steps an epoch, so the third epoch stops within
        for (const Batch& batch : allBatches(set, plan)) {
            QCOMPARE(batch.epoch, static_cast<int>(batch.step / 5));
            const std::vector<std::int32_t> order = epochOrder(40, plan.seed, batch.epoch);
            for (std::size_t i = 0; i < 7; ++i) {
                const std::size_t place = static_cast<std::size_t>(batch.step % 5) * 7 + i;
                const std::int32_t index = plan.indices[static_cast<std::size_t>(order[place])];
                const auto image = static_cast<std::size_t>(index);
                QCOMPARE(batch.indices[i], index);
                QCOMPARE(batch.labels[i], (*set.samples)[image].label);
                std::vector<std::uint8_t> expected(kSize.bytes());
                applyAugmentation(drawAugmentation(plan.augmentation, kSize, plan.seed, batch.epoch, image),
                                  set.pixels->image(image), plan.fill.data(), expected.data());
                QVERIFY(std::equal(expected.begin(), expected.end(),
                                   batch.pixels.begin() + static_cast<std::ptrdiff_t>(i * kSize.bytes())));
            }
        }
    }

    void mixedBatchesCarryBothLabels()
    {
        const DataSet set = smallSet();
        LoaderPlan plan = planFor(set, 7, 20, 2);
        const std::vector<Batch> plain = allBatches(set, plan);
        plan.augmentation.mixup = 0.4;
        plan.augmentation.cutmix = 1;
        const std::vector<Batch> mixed = allBatches(set, plan);
        for (std::size_t step = 0; step < plain.size(); ++step) {
            const Batch& batch = mixed[step];
            const BatchMix mix = drawMix(plan.augmentation, kSize, plan.seed, static_cast<std::int64_t>(step));
            QCOMPARE(batch.labels, plain[step].labels);
            QCOMPARE(batch.share, mix.share);
            QCOMPARE(batch.otherLabels.size(), batch.labels.size());
            for (std::size_t i = 0; i < 7; ++i) {
                QCOMPARE(batch.otherLabels[i], batch.labels[(i + 6) % 7]); // of the one before
            }
            std::vector<std::uint8_t> expected = plain[step].pixels;
            mixBatch(mix, kSize, 7, expected.data());
            QVERIFY(batch.pixels == expected);
            QVERIFY(plain[step].otherLabels.empty() && plain[step].share == 1);
        }
    }

    void drawsAloneAreWhatThePixelsAreMadeOf()
    {
        const DataSet set = smallSet();
        LoaderPlan plan = planFor(set, 7, 12, 1);
        const std::vector<Batch> made = allBatches(set, plan);
        plan.drawsOnly = true;
        const std::vector<Batch> drawn = allBatches(set, plan);
        for (std::size_t step = 0; step < made.size(); ++step) {
            QVERIFY(drawn[step].pixels.empty() && made[step].draws.empty());
            QCOMPARE(drawn[step].indices, made[step].indices);
            std::vector<std::uint8_t> pixels(made[step].pixels.size());
            for (std::size_t i = 0; i < 7; ++i) {
                const auto image = static_cast<std::size_t>(drawn[step].indices[i]);
                applyAugmentation(drawn[step].draws[i], set.pixels->image(image), plan.fill.data(),
                                  pixels.data() + i * kSize.bytes());
            }
            QVERIFY(pixels == made[step].pixels);
        }
    }

    void aBatchOfOneIsNotMixed()
    {
        const DataSet set = smallSet();
        LoaderPlan plan = planFor(set, 1, 3, 1);
        plan.augmentation.mixup = 1;
        for (const Batch& batch : allBatches(set, plan)) {
            QVERIFY(batch.otherLabels.empty());
            QCOMPARE(batch.share, 1.0);
        }
    }

    void anEpochShowsEveryImageOnce()
    {
        const DataSet set = smallSet();
        std::set<std::int32_t> seen;
        for (const Batch& batch : allBatches(set, planFor(set, 8, 5, 2))) {
            seen.insert(batch.indices.begin(), batch.indices.end());
        }
        QCOMPARE(seen.size(), std::size_t{40});
    }

    void buffersAreReused()
    {
        const DataSet set = smallSet();
        BatchLoader loader(set, planFor(set, 8, 50, 0));
        std::set<const std::uint8_t*> buffers;
        while (const Batch* batch = loader.next()) {
            buffers.insert(batch->pixels.data());
        }
        QVERIFY(buffers.size() <= 5);
    }

    void endsAndStaysEnded_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("none") << 0;
        QTest::newRow("two") << 2;
    }

    void endsAndStaysEnded()
    {
        QFETCH(int, threads);
        const DataSet set = smallSet();
        BatchLoader loader(set, planFor(set, 8, 1, threads));
        QVERIFY(loader.next() != nullptr);
        QVERIFY(loader.next() == nullptr);
        QVERIFY(loader.next() == nullptr);
        LoaderPlan nothing = planFor(set, 8, 3, threads);
        nothing.indices.clear();
        QVERIFY(BatchLoader(set, nothing).next() == nullptr);
    }

    void destructionStopsWaitingThreads()
    {
        const DataSet set = smallSet();
        for (int i = 0; i < 50; ++i) {
            BatchLoader untouched(set, planFor(set, 4, 1'000'000, 3)); // its ring fills, its threads wait
            BatchLoader begun(set, planFor(set, 4, 1'000'000, 2));
            QVERIFY(begun.next() != nullptr);
        }
    }

    void waitingIsCounted()
    {
        const DataSet set = smallSet();
        BatchLoader loader(set, planFor(set, 40, 20, 0));
        QCOMPARE(loader.waitedSeconds(), 0.0);
        QVERIFY(loader.next() != nullptr);
        const double first = loader.waitedSeconds();
        QVERIFY(first > 0);
        QVERIFY(loader.next() != nullptr);
        QVERIFY(loader.waitedSeconds() > first);
    }
};

// After augmentation, each by the same arithmetic as a crop that is the whole image.
void TstBatchLoader::imagesGrow()
{
    const DataSet set = smallSet();
    LoaderPlan plan = planFor(set, 8, 6, 1);
    const std::vector<Batch> full = allBatches(set, plan);
    plan.stages = {{0, {4, 4, 3}}, {2, {8, 4, 3}}, {4, kSize}};
    const std::vector<Batch> growing = allBatches(set, plan);
    QCOMPARE(growing.size(), std::size_t{6});
    for (std::size_t step = 0; step < growing.size(); ++step) {
        const ImageSize size = plan.stages[step / 2].size;
        QVERIFY(growing[step].size == size);
        QVERIFY(growing[step].indices == full[step].indices && growing[step].labels == full[step].labels);
        std::vector<std::uint8_t> expected;
        for (std::size_t i = 0; i < 8; ++i) {
            const ImageView image{kSize, full[step].pixels.data() + i * kSize.bytes()};
            const Image small = resizedCrop(image, 0, 0, kSize.width, kSize.height, size);
            expected.insert(expected.end(), small.pixels.begin(), small.pixels.end());
        }
        QVERIFY(growing[step].pixels == expected);
    }
    plan.threads = 2;
    const std::vector<Batch> again = allBatches(set, plan);
    QVERIFY(std::equal(growing.begin(), growing.end(), again.begin(), again.end(), equal));
}

SACCADE_TEST(tst_batch_loader, TstBatchLoader)
#include "tst_batch_loader.moc"
