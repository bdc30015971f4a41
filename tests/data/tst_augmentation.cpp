#include <QTest>
#include <array>
#include <cmath>

#include "engine/data/augmentation.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{32, 32, 3};
constexpr std::uint8_t kFill[3] = {201, 202, 203};

// Every value tells its place: row * 16 + column in the first channel, 64 more in each further one.
Image numbered(int height, int width, int channels)
{
    Image image{{height, width, channels}, {}};
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            for (int channel = 0; channel < channels; ++channel) {
                image.pixels.push_back(static_cast<std::uint8_t>(row * 16 + column + 64 * channel));
            }
        }
    }
    return image;
}

Image applied(const AugmentationDraw& draw, const Image& image)
{
    Image result{image.size, std::vector<std::uint8_t>(image.pixels.size())};
    applyAugmentation(draw, viewOf(image), kFill, result.pixels.data());
    return result;
}

// Walks step by step and turns round at each edge: the reflection as one would draw it.
int walked(int index, int count)
{
    int position = 0;
    int step = 1; // leftwards from 0 turns at once, so both ways begin alike
    for (int i = 0; i < std::abs(index) && count > 1; ++i) {
        if (position + step >= count || position + step < 0) {
            step = -step;
        }
        position += step;
    }
    return position;
}

AugmentationDraw shifted(int x, int y, bool flip = false)
{
    AugmentationDraw draw;
    draw.flip = flip;
    draw.shiftX = static_cast<std::int16_t>(x);
    draw.shiftY = static_cast<std::int16_t>(y);
    return draw;
}

int flipsOf(FlipMode mode, int epoch, int count)
{
    int flips = 0;
    for (int i = 0; i < count; ++i) {
        flips += drawAugmentation({mode, 0, 0}, kSize, 7, epoch, static_cast<std::size_t>(i)).flip ? 1 : 0;
    }
    return flips;
}

} // namespace

class TstAugmentation : public QObject
{
    Q_OBJECT

private slots:
    void fieldsNameTheSettings()
    {
        AugmentationSettings settings;
        std::vector<Field> all = fields(settings);
        QCOMPARE(all.size(), std::size_t{20});
        QVERIFY(setFieldFromText(**findField(all, "flip"), "alternating").hasValue());
        QVERIFY(setFieldFromText(**findField(all, "translate"), "4").hasValue());
        QVERIFY(setFieldFromText(**findField(all, "cutout"), "8").hasValue());
        QVERIFY((settings == AugmentationSettings{FlipMode::Alternating, 4, 8}));
        QVERIFY(!setFieldFromText(**findField(all, "translate"), "-1").hasValue());
    }

    void randomFlipIsAFairCoin()
    {
        QCOMPARE(flipsOf(FlipMode::Off, 0, 1000), 0);
        for (int epoch = 0; epoch < 3; ++epoch) {
            QVERIFY(std::abs(flipsOf(FlipMode::Random, epoch, 10'000) - 5000) < 300);
        }
    }

    void randomFlipIsDrawnAnewEachEpoch()
    {
        int same = 0;
        for (std::size_t i = 0; i < 10'000; ++i) {
            const AugmentationSettings settings{FlipMode::Random, 0, 0};
            same += drawAugmentation(settings, kSize, 7, 0, i).flip == drawAugmentation(settings, kSize, 7, 1, i).flip;
        }
        QVERIFY(std::abs(same - 5000) < 300);
    }

    void alternatingFlipShowsTheOtherSideInTurn()
    {
        const AugmentationSettings settings{FlipMode::Alternating, 0, 0};
        for (std::size_t i = 0; i < 1000; ++i) {
            const bool first = drawAugmentation(settings, kSize, 7, 0, i).flip;
            for (int epoch = 1; epoch < 5; ++epoch) {
                QCOMPARE(drawAugmentation(settings, kSize, 7, epoch, i).flip, first != (epoch % 2 == 1));
            }
        }
        QVERIFY(std::abs(flipsOf(FlipMode::Alternating, 0, 10'000) - 5000) < 300);
    }

    void shiftsCoverTheirRangeEvenly()
    {
        std::array<std::array<int, 5>, 5> counts{};
        for (std::size_t i = 0; i < 25'000; ++i) {
            const AugmentationDraw draw = drawAugmentation({FlipMode::Off, 2, 0}, kSize, 1, 3, i);
            QVERIFY(std::abs(draw.shiftX) <= 2 && std::abs(draw.shiftY) <= 2);
            ++counts[static_cast<std::size_t>(draw.shiftY + 2)][static_cast<std::size_t>(draw.shiftX + 2)];
        }
        for (const auto& row : counts) {
            for (const int count : row) {
                QVERIFY(std::abs(count - 1000) < 200); // six standard deviations
            }
        }
    }

    void cutoutCentreIsInTheImage()
    {
        bool atLeft = false;
        bool atRight = false;
        for (std::size_t i = 0; i < 2000; ++i) {
            const AugmentationDraw draw = drawAugmentation({FlipMode::Off, 0, 9}, kSize, 1, 0, i);
            QCOMPARE(draw.cutoutSide, std::int16_t{9});
            QVERIFY(draw.cutoutX >= -4 && draw.cutoutX <= 27 && draw.cutoutY >= -4 && draw.cutoutY <= 27);
            atLeft = atLeft || draw.cutoutX == -4;
            atRight = atRight || draw.cutoutX == 27;
        }
        QVERIFY(atLeft && atRight);
    }

    void oneKindSwitchedOffLeavesTheOthers()
    {
        const AugmentationDraw all = drawAugmentation({FlipMode::Random, 3, 5}, kSize, 2, 1, 17);
        const AugmentationDraw unflipped = drawAugmentation({FlipMode::Off, 3, 5}, kSize, 2, 1, 17);
        QCOMPARE(unflipped.shiftX, all.shiftX);
        QCOMPARE(unflipped.cutoutX, all.cutoutX);
        QVERIFY(drawAugmentation({FlipMode::Off, 0, 0}, kSize, 2, 1, 17) == AugmentationDraw());
    }

    void valuesByHand()
    {
        const Image row{{1, 4, 1}, {10, 20, 30, 40}};
        QVERIFY((applied(shifted(0, 0), row).pixels == std::vector<std::uint8_t>{10, 20, 30, 40}));
        QVERIFY((applied(shifted(0, 0, true), row).pixels == std::vector<std::uint8_t>{40, 30, 20, 10}));
        QVERIFY((applied(shifted(-1, 0), row).pixels == std::vector<std::uint8_t>{20, 10, 20, 30}));
        QVERIFY((applied(shifted(2, 0), row).pixels == std::vector<std::uint8_t>{30, 40, 30, 20}));
        QVERIFY((applied(shifted(2, 0, true), row).pixels == std::vector<std::uint8_t>{20, 30, 40, 30}));
        QVERIFY((applied(shifted(0, 5), row).pixels == row.pixels));
    }

    void everyShiftReflects_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("channels");
        QTest::newRow("colour") << 4 << 5 << 3;
        QTest::newRow("grey") << 5 << 3 << 1;
        QTest::newRow("one column") << 3 << 1 << 3;
        QTest::newRow("two rows") << 2 << 4 << 1;
    }

    void everyShiftReflects()
    {
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(int, channels);
        const Image image = numbered(height, width, channels);
        for (int shiftY = -11; shiftY <= 11; ++shiftY) {
            for (int shiftX = -11; shiftX <= 11; ++shiftX) {
                for (const bool flip : {false, true}) {
                    Image expected = image;
                    for (int i = 0; i < height * width * channels; ++i) {
                        const int column = i / channels % width;
                        const int source = (flip ? width - 1 - column : column) + shiftX;
                        const int place = walked(i / channels / width + shiftY, height) * width + walked(source, width);
                        expected.pixels[static_cast<std::size_t>(i)] =
                            image.pixels[static_cast<std::size_t>(place * channels + i % channels)];
                    }
                    QVERIFY(applied(shifted(shiftX, shiftY, flip), image) == expected);
                }
            }
        }
    }

    void cutoutFillsOnlyItsSquare_data()
    {
        QTest::addColumn<int>("x");
        QTest::addColumn<int>("y");
        QTest::addColumn<int>("side");
        QTest::newRow("inside") << 2 << 1 << 3;
        QTest::newRow("corner") << -2 << -1 << 4;
        QTest::newRow("far corner") << 6 << 5 << 4;
        QTest::newRow("all") << -3 << -3 << 20;
        QTest::newRow("outside") << -5 << 0 << 5;
    }

    void cutoutFillsOnlyItsSquare()
    {
        QFETCH(int, x);
        QFETCH(int, y);
        QFETCH(int, side);
        for (const int channels : {1, 3}) {
            const Image image = numbered(7, 8, channels);
            AugmentationDraw draw;
            draw.cutoutX = static_cast<std::int16_t>(x);
            draw.cutoutY = static_cast<std::int16_t>(y);
            draw.cutoutSide = static_cast<std::int16_t>(side);
            const Image result = applied(draw, image);
            for (int i = 0; i < 7 * 8 * channels; ++i) {
                const int column = i / channels % 8;
                const int row = i / channels / 8;
                const bool isCut = column >= x && column < x + side && row >= y && row < y + side;
                const auto at = static_cast<std::size_t>(i);
                QCOMPARE(result.pixels[at], isCut ? kFill[i % channels] : image.pixels[at]);
            }
        }
    }
};

SACCADE_TEST(tst_augmentation, TstAugmentation)
#include "tst_augmentation.moc"
