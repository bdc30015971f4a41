#include <QTest>
#include <cmath>

#include "engine/base/random.h"
#include "engine/network/initialise.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/device_passes.h"
#include "tests/torchnet/run_fixtures.h"

using namespace saccade;

namespace {

constexpr int kImages = 12;
constexpr std::array<std::uint8_t, 3> kFill{90, 120, 150};

std::vector<std::uint8_t> noise(ImageSize size)
{
    RandomStream random(4, "device");
    std::vector<std::uint8_t> bytes(size.bytes() * kImages);
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(random.integer(0, 255));
    }
    return bytes;
}

} // namespace

/// What the device makes of the draws, on CPU tensors, held to applyAugmentation() byte for byte.
class TstDeviceAugmentation : public QObject
{
    Q_OBJECT

private slots:
    void bytesEqualTheCpus_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("shift");
        QTest::newRow("colour") << 32 << 32 << 3 << 4;
        QTest::newRow("grey") << 28 << 28 << 1 << 2;
        QTest::newRow("far") << 7 << 9 << 3 << 20; // further than the image is wide
        QTest::newRow("one row") << 1 << 6 << 3 << 3;
        QTest::newRow("one pixel") << 1 << 1 << 1 << 2;
    }

    void bytesEqualTheCpus()
    {
        QFETCH(const int, height);
        QFETCH(const int, width);
        QFETCH(const int, channels);
        QFETCH(const int, shift);
        const ImageSize size{height, width, channels};
        AugmentationSettings settings{FlipMode::Random, shift, std::min(height, width) / 2};
        settings.erase = 0.5;
        QVERIFY(canDrawOnDevice(settings));
        const std::vector<std::uint8_t> images = noise(size);
        std::vector<std::int32_t> indices;
        std::vector<AugmentationDraw> draws;
        std::vector<std::uint8_t> expected(images.size() * 4);
        for (int i = 0; i < 4 * kImages; ++i) { // each image in four epochs, in another order
            const auto index = static_cast<std::size_t>(i * 7 % kImages);
            indices.push_back(static_cast<std::int32_t>(index));
            draws.push_back(drawAugmentation(settings, size, 3, i / kImages, index));
            applyAugmentation(draws.back(), {size, images.data() + index * size.bytes()}, kFill.data(),
                              expected.data() + static_cast<std::size_t>(i) * size.bytes());
        }
        QVERIFY(passes::augmentAsOnDevice(images, size, indices, draws, kFill) == expected);
    }

    void normalisesAsTheCpuDoes_data()
    {
        QTest::addColumn<bool>("isBf16");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }

    void normalisesAsTheCpuDoes()
    {
        QFETCH(const bool, isBf16);
        const InputLayer layer{{6, 5, 3}, {{0.4, 0.5, 0.6}, {0.2, 0.3, 0.25}}};
        const passes::Normalised result = passes::compareNormalised(noise(layer.size), layer, isBf16);
        QVERIFY(result.isAlike);
        // A fused multiply-add may move the last bit: 2^-23 of 4, in bf16 2^-8 of 4.
        QVERIFY2(result.difference <= (isBf16 ? 0.02 : 1e-6), std::to_string(result.difference).c_str());
    }

    void aStepLosesTheSame()
    {
        const DataSet set = makeStripesDataSet(3, 40, {12, 12, 3});
        TrainPlan plan = smallPlan(set, 20, 1);
        plan.settings.accumulate = 2;
        plan.settings.replicas = 1;
        const Result<NamedTensors> tensors = initialiseParameters(plan.network, 1, [&](int kernel) {
            return computePatchMoments(set, set.indicesOf(Part::Training), plan.network.input().normalisation, kernel);
        });
        LoaderPlan loader;
        loader.indices = set.indicesOf(Part::Training);
        loader.augmentation = {FlipMode::Random, 3, 5};
        loader.fill = kFill;
        loader.batchSize = 20;
        loader.steps = 1;
        const double pixels = passes::firstLoss(plan, *tensors, set, loader);
        loader.drawsOnly = true;
        const double draws = passes::firstLoss(plan, *tensors, set, loader);
        QVERIFY2(std::abs(draws - pixels) < 1e-4 * pixels, qPrintable(QStringLiteral("%1 %2").arg(draws).arg(pixels)));
    }

    void saysWhatItCannot_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("canDraw");
        const auto row = [](const char* field, const char* value, bool canDraw) {
            QTest::newRow(field) << QString::fromLatin1(field) << QString::fromLatin1(value) << canDraw;
        };
        row("flip", "alternating", true);
        row("translate", "7", true);
        row("cutout", "9", true);
        row("erase", "0.3", true);
        row("cropSmallest", "0.5", false);
        row("rotate", "5", false);
        row("hue", "0.1", false);
        row("grey", "0.1", false);
        row("blur", "0.1", false);
        row("mixup", "0.2", false);
        row("policy", "randaugment", false);
    }

    void saysWhatItCannot()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        QFETCH(const bool, canDraw);
        AugmentationSettings settings;
        std::vector<Field> list = fields(settings);
        QVERIFY(setFieldFromText(**findField(list, field.toStdString()), value.toStdString()).hasValue());
        QCOMPARE(canDrawOnDevice(settings), canDraw);
    }
};

SACCADE_TEST(tst_device_augmentation, TstDeviceAugmentation)
#include "tst_device_augmentation.moc"
