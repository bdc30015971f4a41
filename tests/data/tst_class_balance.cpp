#include <QTest>
#include <map>
#include <set>

#include "engine/data/batch_loader.h"
#include "engine/data/class_balance.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// 12 of class 0, 3 of class 1, none of class 2, 1 of class 3.
std::vector<std::int32_t> unevenLabels()
{
    std::vector<std::int32_t> labels(12, 0);
    labels.insert(labels.begin() + 5, {1, 3, 1, 1});
    return labels;
}

} // namespace

class TstClassBalance : public QObject
{
    Q_OBJECT

private slots:
    void weightsByHand()
    {
        // 16 images in 3 classes: 16/(3*12), 16/(3*3), none, 16/3.
        const std::vector<double> weights = balancedClassWeights(unevenLabels(), 4);
        const std::vector<double> expected{4.0 / 9, 16.0 / 9, 0, 16.0 / 3};
        QCOMPARE(weights, expected);
        QCOMPARE(balancedClassWeights({0, 1, 0, 1}, 2), (std::vector<double>{1, 1}));
        QCOMPARE(balancedClassWeights({}, 2), (std::vector<double>{0, 0}));
    }

    void classesTakeEqualTurns()
    {
        const std::vector<std::int32_t> labels = unevenLabels();
        std::set<std::int32_t> seen;
        std::map<std::int32_t, int> extra;
        for (int epoch = 0; epoch < 30; ++epoch) {
            std::map<std::int32_t, int> turns;
            std::map<std::int32_t, int> visitsOf;
            for (const Visit& visit : balancedVisits(labels, 7, epoch)) {
                const std::int32_t label = labels.at(static_cast<std::size_t>(visit.position));
                ++turns[label];
                QCOMPARE(visit.repeat >= 0, true);
                ++visitsOf[visit.position];
                seen.insert(visit.position);
            }
            // 16 turns for 3 classes: 6, 5 and 5, the sixth going round.
            QCOMPARE(turns.size(), std::size_t{3});
            for (const auto& [label, count] : turns) {
                QVERIFY(count == 5 || count == 6);
                extra[label] += count - 5;
            }
            for (const auto& [position, count] : visitsOf) {
                const std::int32_t label = labels.at(static_cast<std::size_t>(position));
                QVERIFY(label != 0 || count == 1);
                QVERIFY(label != 1 || count == 1 || count == 2);
            }
        }
        QCOMPARE(seen.size(), labels.size()); // in the end every image was seen
        QVERIFY(extra[0] == 10 && extra[1] == 10 && extra[3] == 10);
    }

    void isAPureFunction()
    {
        const std::vector<std::int32_t> labels = unevenLabels();
        QVERIFY(balancedVisits(labels, 7, 3) == balancedVisits(labels, 7, 3));
        QVERIFY(balancedVisits(labels, 7, 3) != balancedVisits(labels, 7, 4));
        QVERIFY(balancedVisits(labels, 7, 3) != balancedVisits(labels, 8, 3));
        QVERIFY(balancedVisits({}, 7, 3).empty());
    }

    void loaderTakesTheVisits_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("no thread") << 0;
        QTest::newRow("two threads") << 2;
    }
    void loaderTakesTheVisits()
    {
        QFETCH(int, threads);
        const DataSet set = makeStripesDataSet(2, 8, {9, 7, 3});
        LoaderPlan plan;
        for (const std::int32_t index : set.indicesOf(Part::Training)) {
            if ((*set.samples)[static_cast<std::size_t>(index)].label == 0 || plan.indices.size() < 9) {
                plan.indices.push_back(index); // eight of class 0, one of class 1
            }
        }
        plan.augmentation = {FlipMode::Random, 2, 0};
        plan.seed = 3;
        plan.isBalanced = true;
        plan.batchSize = 8;
        plan.steps = 3;
        plan.threads = threads;
        BatchLoader loader(set, plan);
        while (const Batch* batch = loader.next()) {
            std::map<std::int32_t, int> turns;
            std::set<std::vector<std::uint8_t>> pictures;
            const std::size_t bytes = set.size.bytes();
            for (std::size_t i = 0; i < batch->labels.size(); ++i) {
                ++turns[batch->labels[i]];
                if (batch->labels[i] == 1) {
                    const auto first = batch->pixels.begin() + static_cast<std::ptrdiff_t>(i * bytes);
                    pictures.insert({first, first + static_cast<std::ptrdiff_t>(bytes)});
                }
            }
            QVERIFY(turns[1] == 3 || turns[1] == 4 || turns[1] == 5); // of nine turns four or five
            QVERIFY(pictures.size() > 1); // the one image of class 1, each time augmented otherwise
        }
    }
};

SACCADE_TEST(tst_class_balance, TstClassBalance)
#include "tst_class_balance.moc"
