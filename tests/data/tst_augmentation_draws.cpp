#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "engine/base/sha256.h"
#include "engine/data/augmentation.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{32, 32, 3};
constexpr int kCount = 10'000;

AugmentationSettings nothing()
{
    return {FlipMode::Off, 0, 0};
}

AugmentationSettings with(const std::function<void(AugmentationSettings&)>& change)
{
    AugmentationSettings settings = nothing();
    change(settings);
    return settings;
}

AugmentationDraw drawn(const AugmentationSettings& settings, std::size_t index, int epoch = 0)
{
    return drawAugmentation(settings, kSize, 7, epoch, index);
}

std::optional<double> amountOf(const AugmentationDraw& draw, PixelOperationKind kind)
{
    for (const PixelOperation& operation : draw.operations) {
        if (operation.kind == kind) {
            return operation.amount;
        }
    }
    return std::nullopt;
}

std::vector<double> amountsOf(const AugmentationSettings& settings, PixelOperationKind kind)
{
    std::vector<double> amounts;
    for (std::size_t i = 0; i < kCount; ++i) {
        if (const auto amount = amountOf(drawn(settings, i), kind)) {
            amounts.push_back(*amount);
        }
    }
    return amounts;
}

/// Sixteen equal classes from low to high: 99.9 % of true draws stay below 37.7.
double chiSquare(const std::vector<double>& values, double low, double high)
{
    std::vector<double> counts(16, 0);
    for (const double value : values) {
        const double place = std::clamp((value - low) / (high - low) * 16, 0.0, 15.0);
        ++counts[static_cast<std::size_t>(place)];
    }
    const double expected = static_cast<double>(values.size()) / 16;
    double sum = 0;
    for (const double count : counts) {
        sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
}

constexpr double kChiSquareLimit = 37.7;

void isUniform(const std::vector<double>& values, double low, double high)
{
    QVERIFY(*std::min_element(values.begin(), values.end()) >= low);
    QVERIFY(*std::max_element(values.begin(), values.end()) <= high);
    QVERIFY2(chiSquare(values, low, high) < kChiSquareLimit, std::to_string(chiSquare(values, low, high)).c_str());
}

AugmentationSettings everything()
{
    return with([](AugmentationSettings& s) {
        s = AugmentationSettings();
        s.cutout = 8;
        s.cropSmallest = 0.3;
        s.rotate = 20;
        s.brightness = s.contrast = s.saturation = 0.4;
        s.hue = 0.1;
        s.grey = 0.5;
        s.blur = 0.5;
        s.erase = 0.5;
        s.policy = AugmentationPolicy::RandAugment;
    });
}

} // namespace

/// How the parameters are distributed, and that each is a pure function of seed, epoch and image.
class TstAugmentationDraws : public QObject
{
    Q_OBJECT

private slots:
    void oldKindsDrawWhatTheyAlwaysDrew()
    {
        std::string all;
        for (const FlipMode mode : {FlipMode::Off, FlipMode::Random, FlipMode::Alternating}) {
            for (int epoch = 0; epoch < 3; ++epoch) {
                for (std::size_t i = 0; i < 100; ++i) {
                    const AugmentationDraw d = drawAugmentation({mode, 3, 7}, {32, 28, 3}, 42, epoch, i);
                    for (const int value :
                         {int{d.flip}, int{d.shiftX}, int{d.shiftY}, int{d.cutoutX}, int{d.cutoutY}}) {
                        all += std::to_string(value) + ' ';
                    }
                    all += std::to_string(d.cutoutSide) + '\n';
                }
            }
        }
        QCOMPARE(sha256Hex(std::string_view(all)),
                 std::string("2a5634400f787cd9fa9decd39933fc0e304763488d99cc25baa07728667467e9"));
    }

    void anglesAreUniform()
    {
        isUniform(amountsOf(with([](auto& s) { s.rotate = 25; }), PixelOperationKind::RotateSmooth), -25, 25);
    }

    void factorsAreUniform()
    {
        isUniform(amountsOf(with([](auto& s) { s.brightness = 0.4; }), PixelOperationKind::Brightness), 0.6, 1.4);
        isUniform(amountsOf(with([](auto& s) { s.contrast = 1; }), PixelOperationKind::Contrast), 0, 2);
        isUniform(amountsOf(with([](auto& s) { s.saturation = 0.2; }), PixelOperationKind::Saturation), 0.8, 1.2);
        isUniform(amountsOf(with([](auto& s) { s.hue = 0.1; }), PixelOperationKind::Hue), -0.1, 0.1);
    }

    void jitterTakesEveryOrder()
    {
        const AugmentationSettings settings =
            with([](auto& s) { s.brightness = s.contrast = s.saturation = s.hue = 0.1; });
        std::vector<int> counts(256, 0);
        for (std::size_t i = 0; i < 24'000; ++i) {
            const AugmentationDraw draw = drawn(settings, i);
            std::size_t order = 0;
            for (const PixelOperation& operation : draw.operations) {
                order = order * 4 + static_cast<std::size_t>(operation.kind) -
                        static_cast<std::size_t>(PixelOperationKind::Brightness);
            }
            ++counts[order];
        }
        QCOMPARE(std::count_if(counts.begin(), counts.end(), [](int count) { return count > 0; }), 24);
        QVERIFY(std::all_of(counts.begin(), counts.end(),
                            [](int count) { return count == 0 || std::abs(count - 1000) < 190; }));
    }

    void probabilitiesAreKept()
    {
        const double few = 0.2;
        const auto countGrey = amountsOf(with([&](auto& s) { s.grey = few; }), PixelOperationKind::Grey).size();
        const auto sigmas = amountsOf(with([&](auto& s) { s.blur = few; }), PixelOperationKind::Blur);
        QVERIFY(std::abs(static_cast<double>(countGrey) - few * kCount) < 240); // six standard deviations
        QVERIFY(std::abs(static_cast<double>(sigmas.size()) - few * kCount) < 240);
        isUniform(sigmas, 0.1, 2);
        QCOMPARE(amountsOf(with([](auto& s) { s.blur = 1; }), PixelOperationKind::Blur).size(), std::size_t{kCount});
    }

    void cropsKeepAreaAndRatio()
    {
        const AugmentationSettings settings = with([](auto& s) { s.cropSmallest = 0.25; });
        double area = 0;
        int atLeft = 0;
        for (std::size_t i = 0; i < kCount; ++i) {
            const PixelRectangle crop = drawn(settings, i).crop;
            QVERIFY(crop.width > 0 && crop.left >= 0 && crop.left + crop.width <= kSize.width);
            QVERIFY(crop.height > 0 && crop.top >= 0 && crop.top + crop.height <= kSize.height);
            const double ratio = static_cast<double>(crop.width) / crop.height;
            QVERIFY(ratio > 0.70 && ratio < 1.43); // 3/4 .. 4/3, rounded to whole pixels
            area += crop.width * crop.height / 1024.0;
            atLeft += crop.left < (kSize.width - crop.width) / 2.0 ? 1 : 0;
        }
        // Uniform from 0.25 to 1 would be 0.625; what does not fit is drawn again, so the mean is lower.
        QVERIFY(area / kCount > 0.55 && area / kCount < 0.625);
        QVERIFY(std::abs(atLeft - kCount / 2) < 600);
    }

    void cropThatNeverFitsIsTheMiddle()
    {
        AugmentationSettings settings = with([](auto& s) { s.cropSmallest = 0.9; });
        const AugmentationDraw draw = drawAugmentation(settings, {10, 100, 3}, 1, 0, 0);
        QCOMPARE(draw.crop, (PixelRectangle{43, 0, 13, 10})); // 4/3 of the height, as torchvision falls back
    }

    void erasedRectanglesKeepAreaAndRatio()
    {
        const AugmentationSettings settings = with([](auto& s) { s.erase = 0.5; });
        int erased = 0;
        for (std::size_t i = 0; i < kCount; ++i) {
            const PixelRectangle r = drawn(settings, i).erased;
            if (r.width > 0) {
                ++erased;
                QVERIFY(r.left >= 0 && r.left + r.width <= 32 && r.top >= 0 && r.top + r.height <= 32);
                QVERIFY(r.width < 32 && r.height < 32);
                const double area = r.width * r.height / 1024.0;
                QVERIFY2(area > 0.01 && area < 0.35, std::to_string(area).c_str());
            }
        }
        QVERIFY(std::abs(erased - kCount / 2) < 300);
    }

    void oneKindSwitchedOffLeavesTheOthers_data()
    {
        QTest::addColumn<QString>("field");
        for (const char* name : {"flip", "translate", "cutout", "cropSmallest", "rotate", "brightness", "contrast",
                                 "saturation", "hue", "grey", "blur", "erase", "policy"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void oneKindSwitchedOffLeavesTheOthers()
    {
        QFETCH(const QString, field);
        AugmentationSettings settings = everything();
        AugmentationSettings off = nothing();
        std::vector<Field> list = fields(settings);
        std::vector<Field> offList = fields(off);
        const FieldValue value = (*findField(offList, field.toStdString()))->get();
        for (std::size_t i = 0; i < 50; ++i) {
            const AugmentationDraw all = drawn(everything(), i, 3);
            QVERIFY(setField(**findField(list, field.toStdString()), value).hasValue());
            const AugmentationDraw fewer = drawn(settings, i, 3);
            // What is left is what was there: as it was, or gone.
            auto at = all.operations.begin();
            for (const PixelOperation& operation : fewer.operations) {
                at = std::find(at, all.operations.end(), operation);
                QVERIFY(at != all.operations.end());
                ++at;
            }
            QVERIFY(field == "cropSmallest" ? fewer.crop.width == 0 : fewer.crop == all.crop);
            QVERIFY(field == "erase" ? fewer.erased.width == 0 : fewer.erased == all.erased);
            QVERIFY(field == "flip" ? !fewer.flip : fewer.flip == all.flip);
            QVERIFY(field == "translate" ? fewer.shiftX == 0 : fewer.shiftX == all.shiftX);
            QVERIFY(field == "cutout" ? fewer.cutoutSide == 0 : fewer.cutoutX == all.cutoutX);
        }
    }

    void nothingOnDrawsNothing() { QVERIFY(drawn(nothing(), 17) == AugmentationDraw()); }

    void epochAndSeedMatter()
    {
        QVERIFY(drawn(everything(), 3, 0) == drawn(everything(), 3, 0));
        QVERIFY(drawn(everything(), 3, 0) != drawn(everything(), 3, 1));
        QVERIFY(drawn(everything(), 3, 0) != drawAugmentation(everything(), kSize, 8, 0, 3));
    }

    void passesComeInOrder()
    {
        // Crop, mirror, invert, erase: by hand on a row of four pixels.
        const Image row{{1, 4, 1}, {10, 20, 30, 40}};
        AugmentationDraw draw;
        draw.crop = {2, 0, 2, 1};
        draw.flip = true;
        draw.operations = {{PixelOperationKind::Invert, 0}};
        draw.erased = {3, 0, 1, 1};
        const std::uint8_t fill[3] = {7, 7, 7};
        std::vector<std::uint8_t> pixels(4);
        applyAugmentation(draw, viewOf(row), fill, pixels.data());
        // 30 40 enlarged: 30 32.5 37.5 40, rounded half up, mirrored 40 38 33 30, inverted
        QVERIFY((pixels == std::vector<std::uint8_t>{215, 217, 222, 7}));
    }
};

SACCADE_TEST(tst_augmentation_draws, TstAugmentationDraws)
#include "tst_augmentation_draws.moc"
