#include <QTest>

#include "engine/training/schedule.h"
#include "engine/training/train_settings.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstPresets final : public QObject
{
    Q_OBJECT

private slots:
    void fitsAnySize_data();
    void fitsAnySize();
    void quickSeesTheSameImagesOnLargeSets_data();
    void quickSeesTheSameImagesOnLargeSets();
    void quickTakesFourEpochs();
    void quickRaisesEpochsOfTinySets();
    void recordIsTheRecipe();
    void classicIsTheNotebook();
    void namesNearest();
};

void TstPresets::fitsAnySize_data()
{
    QTest::addColumn<int>("images");
    for (const int images :
         {0, 1, 2, 20, 64, 244, 2000, 9000, 30'000, 30'001, 45'000, 50'000, 1'281'167, 100'000'000}) {
        QTest::addRow("%d", images) << images;
    }
}

void TstPresets::fitsAnySize()
{
    QFETCH(int, images);
    for (const std::string& name : presetNames()) {
        const Result<TrainSettings> settings = presetSettings(name, static_cast<std::size_t>(images));
        QVERIFY(settings);
        QVERIFY2(validateSettings(*settings), name.c_str());
        QVERIFY(settings->batchSize <= std::max(1, images));
        // What the form shows with three decimals is what the settings hold.
        QVERIFY(std::abs(settings->epochs * 1000 - std::round(settings->epochs * 1000)) < 1e-6);
        QVERIFY(std::abs(settings->validateEvery * 1000 - std::round(settings->validateEvery * 1000)) < 1e-6);
    }
}

void TstPresets::quickSeesTheSameImagesOnLargeSets_data()
{
    QTest::addColumn<int>("images");
    for (const int images : {30'001, 45'000, 50'000, 54'000, 60'000, 200'000}) {
        QTest::addRow("%d", images) << images;
    }
}

void TstPresets::quickSeesTheSameImagesOnLargeSets()
{
    QFETCH(int, images);
    const TrainSettings settings = *presetSettings("quick", static_cast<std::size_t>(images));
    QCOMPARE(settings.batchSize, 128);
    QCOMPARE(settings.learningRate, 0.2);
    const std::int64_t steps = totalSteps(settings, static_cast<std::size_t>(images));
    QVERIFY2(steps >= 209 && steps <= 212, qPrintable(QString::number(steps)));
    QCOMPARE(settings.firstScale, 0.625);
    QCOMPARE(settings.width, 0.5);
    QVERIFY(settings.validateEvery < settings.epochs);
    QVERIFY(settings.validateEvery * 2 >= settings.epochs);
}

void TstPresets::quickTakesFourEpochs()
{
    const TrainSettings settings = *presetSettings("quick", 9000);
    QCOMPARE(settings.network, std::string("speed-net"));
    QCOMPARE(settings.epochs, 4.0);
    QCOMPARE(settings.batchSize, 250);
    QCOMPARE(settings.learningRate, 0.2);
    QCOMPARE(settings.validateEvery, 1.0);
    QCOMPARE(settings.augmentation.flip, FlipMode::Random);
    QCOMPARE(settings.augmentation.translate, 2);
}

void TstPresets::quickRaisesEpochsOfTinySets()
{
    const TrainSettings settings = *presetSettings("quick", 244);
    QCOMPARE(settings.batchSize, 32);
    QCOMPARE(settings.epochs, 15.0);
    QCOMPARE(settings.learningRate, 0.1);
    QCOMPARE(totalSteps(settings, 244), std::int64_t{105});
    QCOMPARE(presetSettings("quick", 2000)->batchSize, 80);
    QCOMPARE(totalSteps(*presetSettings("quick", 2000), 2000), std::int64_t{100});
}

void TstPresets::recordIsTheRecipe()
{
    const TrainSettings settings = *presetSettings("record", 50'000);
    QCOMPARE(settings.epochs, 8.0);
    QCOMPARE(settings.batchSize, 2000);
    QCOMPARE(totalSteps(settings, 50'000), std::int64_t{200});
    QCOMPARE(settings.learningRate, 0.24);
    QCOMPARE(settings.momentum, 0.6);
    QCOMPARE(settings.labelSmoothing, 0.2);
    QCOMPARE(settings.firstScale, 0.75);
    QCOMPARE(settings.fullSizeFrom, 0.5);
    QCOMPARE(settings.validationShare, 0.0);
    QCOMPARE(settings.finalRate, 0.0);
    QCOMPARE(settings.schedule, ScheduleShape::Linear);
    QCOMPARE(settings.augmentation.flip, FlipMode::Alternating);
}

void TstPresets::classicIsTheNotebook()
{
    const TrainSettings settings = *presetSettings("classic", 50'000);
    QCOMPARE(settings.network, std::string("notebook-cnn"));
    QCOMPARE(settings.optimiser, OptimiserKind::Adam);
    QCOMPARE(settings.learningRate, 1e-3);
    QCOMPARE(settings.batchSize, 32);
    QCOMPARE(settings.epochs, 10.0);
    QCOMPARE(settings.schedule, ScheduleShape::Constant);
    QCOMPARE(settings.labelSmoothing, 0.0);
    QCOMPARE(settings.weightDecay, 0.0);
    QCOMPARE(settings.normalise, NormaliseKind::Unit);
    QVERIFY(settings.augmentation == (AugmentationSettings{FlipMode::Off, 0, 0}));
}

void TstPresets::namesNearest()
{
    const Result<TrainSettings> settings = presetSettings("quik", 100);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, ErrorCode::PresetUnknown);
    QCOMPARE(settings.error().detail, std::string("quik; nearest: quick"));
}

SACCADE_TEST(tst_presets, TstPresets)

#include "tst_presets.moc"
