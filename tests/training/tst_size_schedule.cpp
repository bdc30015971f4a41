#include <QTest>

#include "engine/network/families.h"
#include "engine/training/size_schedule.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr ImageSize kFull{32, 48, 3};

TrainSettings growing(double firstScale, double fullSizeFrom)
{
    TrainSettings settings;
    settings.firstScale = firstScale;
    settings.fullSizeFrom = fullSizeFrom;
    return settings;
}

LayerGraph network(const char* name, ImageSize size)
{
    return *buildNetwork(name, {size, 10, {}, 1});
}

} // namespace

class TstSizeSchedule : public QObject
{
    Q_OBJECT

private slots:
    void growsInStepsOfFourPixels()
    {
        // Scales 0.5, 0.55 ... 1 for ten steps: sides 16, 17.6, 19.2 ... to the nearest multiple of 4.
        const std::vector<SizeStage> expected{{0, {16, 24, 3}}, {1, {16, 28, 3}}, {2, {20, 28, 3}}, {3, {20, 32, 3}},
                                              {4, {24, 32, 3}}, {5, {24, 36, 3}}, {6, {24, 40, 3}}, {7, {28, 40, 3}},
                                              {8, {28, 44, 3}}, {9, {32, 44, 3}}, {10, kFull}};
        const std::vector<SizeStage> stages = sizeStages(growing(0.5, 0.5), kFull, 20);
        QCOMPARE(stages.size(), expected.size());
        for (std::size_t i = 0; i < stages.size(); ++i) {
            QVERIFY2(stages[i] == expected[i], std::to_string(i).c_str());
        }
    }

    void growsNotWhenOff()
    {
        QVERIFY(sizeStages(growing(1, 0.5), kFull, 100).empty());
        QVERIFY(sizeStages(growing(0.5, 0), kFull, 100).empty());
        QVERIFY(sizeStages(growing(0.5, 0.5), kFull, 0).empty());
    }

    void lastStageIsFullAndOnItsGridOnlyThere()
    {
        constexpr ImageSize odd{30, 30, 1}; // no multiple of 4
        const std::vector<SizeStage> stages = sizeStages(growing(0.25, 0.8), odd, 1000);
        QVERIFY(stages.front().size == (ImageSize{8, 8, 1}));
        QVERIFY(stages.back() == (SizeStage{800, odd}));
        QVERIFY(sizeStages(growing(0.25, 1), odd, 10).back().firstStep < 10);
        QVERIFY(sizeStages(growing(0.25, 0.5), {4, 4, 1}, 10).front().size == (ImageSize{4, 4, 1}));
    }

    void timeGoesWithPixels()
    {
        const std::vector<SizeStage> stages{{0, {16, 24, 3}}, {10, kFull}};
        QCOMPARE(fullSteps(stages, kFull, 0), 0.0);
        QCOMPARE(fullSteps(stages, kFull, 4), 1.0);
        QCOMPARE(fullSteps(stages, kFull, 20), 12.5);
        QCOMPARE(fullSteps({}, kFull, 20), 20.0);
    }

    void someNetworksTakeOnlyTheirSize()
    {
        constexpr ImageSize square{32, 32, 3};
        const std::vector<SizeStage> stages = firstStages(growing(0.5, 0.5), square);
        QVERIFY(stages.front().size == (ImageSize{16, 16, 3}));
        QVERIFY(canBeginWith(stages, network("speed-net", square)));
        QVERIFY(canBeginWith(stages, network("resnet-20", square)));
        QVERIFY(!canBeginWith(stages, network("notebook-cnn", square))); // its dense layer counts pixels
        QVERIFY(canBeginWith({}, network("notebook-cnn", square)));
        QVERIFY(!canBeginWith(stages, LayerGraph()));
        QVERIFY(!canBeginWith({{0, {4, 4, 3}}}, network("speed-net", square)));
    }
};

SACCADE_TEST(tst_size_schedule, TstSizeSchedule)
#include "tst_size_schedule.moc"
