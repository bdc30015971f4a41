#include <QTest>

#include "engine/base/sha256.h"
#include "engine/data/data_set.h"
#include "engine/data/resize_passes.h"
#include "engine/decode/pixel_conversion.h"
#include "engine/decode/resize.h"
#include "engine/decode/thumbnail.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Golden
{
    ResizeKernel kernel;
    int channels;
    bool contrast;
    int height;
    int width;
    int newHeight;
    int newWidth;
    std::vector<std::uint8_t> pixels;
    std::string digest;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/resize_goldens.inc"
    };
    return rows;
}

struct FitGolden
{
    ResizeMode mode;
    int channels;
    int height;
    int width;
    int newHeight;
    int newWidth;
    std::vector<std::uint8_t> pixels;
    std::string digest;
};

const std::vector<FitGolden>& fitGoldens()
{
    static const std::vector<FitGolden> rows{
#include "goldens/fit_goldens.inc"
    };
    return rows;
}

// The noise of make_resize_goldens.py.
Image noise(ImageSize size, bool contrast)
{
    Image image{size, {}};
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < size.bytes(); ++i) {
        state = state * 1664525U + 1013904223U;
        const std::uint32_t value = state >> 24;
        image.pixels.push_back(static_cast<std::uint8_t>(contrast ? (value > 127 ? 255U : 0U) : value));
    }
    return image;
}

} // namespace

/// The one resize, held to Pillow's numbers, and the thumbnails.
class TstResize : public QObject
{
    Q_OBJECT

private slots:
    void equalsPillow_data();
    void equalsPillow();
    void vectorsGiveTheSameValues();
    void everyModeEqualsPillow_data();
    void everyModeEqualsPillow();
    void squaresAreTheSameInEveryMode();
    void aBoxIsWhatItShows();
    void paddingIsTheMiddleGrey();
    void sameSizeIsACopy();
    void nothingStaysNothing();
    void aPlainImageStaysPlain();
    void greyIsReplicatedBeforeOrAfter();
    void lumaByHand();
    void thumbnailSizes_data();
    void thumbnailSizes();
    void halvesAreMeans();
    void thumbnailOfALargeImageIsCloseToLanczos();
};

void TstResize::equalsPillow_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < goldens().size(); ++i) {
        const Golden& g = goldens()[i];
        QTest::addRow("%s %dx%dx%d to %dx%d", g.kernel == ResizeKernel::Bilinear ? "bilinear" : "lanczos", g.height,
                      g.width, g.channels, g.newHeight, g.newWidth)
            << static_cast<int>(i);
    }
}

void TstResize::equalsPillow()
{
    QFETCH(int, index);
    const Golden& golden = goldens()[static_cast<std::size_t>(index)];
    const Image image = noise({golden.height, golden.width, golden.channels}, golden.contrast);
    const Image resized = resizeImage(viewOf(image), golden.newHeight, golden.newWidth, golden.kernel);
    QVERIFY((resized.size == ImageSize{golden.newHeight, golden.newWidth, golden.channels}));
    if (golden.digest.empty()) {
        QCOMPARE(resized.pixels, golden.pixels);
    } else {
        QCOMPARE(sha256Hex(resized.pixels), golden.digest);
    }
}

void TstResize::vectorsGiveTheSameValues()
{
    for (const int channels : {1, 3}) {
        for (int width = 1; width <= 70; ++width) {
            const Image image = noise({width % 7 + 1, width, channels}, width % 2 == 0);
            for (const int to : {1, 2, 5, 16, 33, 64, 90}) {
                for (const ResizeKernel kernel : {ResizeKernel::Bilinear, ResizeKernel::Lanczos}) {
                    const auto whole = lineWeights(width, 0, width, to, kernel);
                    QVERIFY(resizeRows(viewOf(image), *whole) == resizeRowsPlainly(viewOf(image), *whole));
                    const auto middle = lineWeights(width, width / 3, width - width / 2, to, kernel);
                    QVERIFY(resizeRows(viewOf(image), *middle) == resizeRowsPlainly(viewOf(image), *middle));
                }
            }
        }
    }
}

void TstResize::everyModeEqualsPillow_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < fitGoldens().size(); ++i) {
        const FitGolden& g = fitGoldens()[i];
        QTest::addRow("%s %dx%dx%d to %dx%d", resizeModeName(g.mode).c_str(), g.height, g.width, g.channels,
                      g.newHeight, g.newWidth)
            << static_cast<int>(i);
    }
}

void TstResize::everyModeEqualsPillow()
{
    QFETCH(int, index);
    const FitGolden& golden = fitGoldens()[static_cast<std::size_t>(index)];
    const Image image = noise({golden.height, golden.width, golden.channels}, false);
    const ResizeRule rule{{golden.newHeight, golden.newWidth, golden.channels}, golden.mode};
    const Image fitted = fitImage(viewOf(image), rule);
    QVERIFY(fitted.size == rule.size);
    if (golden.digest.empty()) {
        QCOMPARE(fitted.pixels, golden.pixels);
    } else {
        QCOMPARE(sha256Hex(fitted.pixels), golden.digest);
    }
}

void TstResize::squaresAreTheSameInEveryMode()
{
    const Image image = noise({50, 50, 3}, false);
    const Image squashed = fitImage(viewOf(image), {{32, 32, 3}, ResizeMode::Squash});
    QVERIFY(fitImage(viewOf(image), {{32, 32, 3}, ResizeMode::Pad}) == squashed);
    QVERIFY(fitImage(viewOf(image), {{32, 32, 3}, ResizeMode::Crop}) == squashed);
}

void TstResize::aBoxIsWhatItShows()
{
    // Without a change of size a crop is a copy: columns 1 to 3 of five.
    const Image image{{3, 5, 1}, {0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24}};
    QCOMPARE(resizeBox(viewOf(image), {1, 0, 3, 3}, 3, 3).pixels,
             (std::vector<std::uint8_t>{1, 2, 3, 11, 12, 13, 21, 22, 23}));
    QCOMPARE(resizeBox(viewOf(image), {2, 1, 2, 2}, 2, 2).pixels, (std::vector<std::uint8_t>{12, 13, 22, 23}));
    QCOMPARE(fitImage(viewOf(image), {{3, 3, 1}, ResizeMode::Crop}).pixels,
             (std::vector<std::uint8_t>{1, 2, 3, 11, 12, 13, 21, 22, 23}));
}

void TstResize::paddingIsTheMiddleGrey()
{
    // Two pixels side by side on a square of two: the odd rest of one row is below.
    const Image image{{1, 2, 1}, {7, 9}};
    QCOMPARE(fitImage(viewOf(image), {{2, 2, 1}, ResizeMode::Pad}).pixels, (std::vector<std::uint8_t>{7, 9, 128, 128}));
    const Image grey = fitImage(viewOf(image), {{2, 2, 3}, ResizeMode::Pad});
    QCOMPARE(grey.pixels, (std::vector<std::uint8_t>{7, 7, 7, 9, 9, 9, 128, 128, 128, 128, 128, 128}));
}

void TstResize::sameSizeIsACopy()
{
    const Image image = noise({8, 5, 3}, false);
    QCOMPARE(resizeImage(viewOf(image), 8, 5).pixels, image.pixels);
}

void TstResize::nothingStaysNothing()
{
    QVERIFY(resizeImage(viewOf(Image()), 8, 8).isEmpty());
    QVERIFY(resizeImage(viewOf(noise({8, 5, 3}, false)), 0, 5).isEmpty());
    QVERIFY(fitImage(viewOf(noise({8, 5, 1}, false)), {{0, 0, 3}, ResizeMode::Crop}).isEmpty());
}

void TstResize::aPlainImageStaysPlain()
{
    const Image image{{100, 37, 1}, std::vector<std::uint8_t>(3700, 201)};
    const Image bilinear = resizeImage(viewOf(image), 64, 64);
    const Image lanczos = resizeImage(viewOf(image), 13, 9, ResizeKernel::Lanczos);
    QCOMPARE(bilinear.pixels, std::vector<std::uint8_t>(64 * 64, 201));
    QCOMPARE(lanczos.pixels, std::vector<std::uint8_t>(13 * 9, 201));
}

void TstResize::greyIsReplicatedBeforeOrAfter()
{
    const Image grey = noise({21, 34, 1}, false);
    const Image small = resizeImage(viewOf(grey), 8, 8);
    QCOMPARE(fitImage(viewOf(grey), {{8, 8, 3}, ResizeMode::Squash}).pixels, convertChannels(viewOf(small), 3).pixels);
}

void TstResize::lumaByHand()
{
    // (19595 * 255 + 32768) >> 16 = 76, likewise 150 and 29: ITU-R 601.
    const Image image{{1, 4, 3}, {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255}};
    QCOMPARE(convertChannels(viewOf(image), 1).pixels, (std::vector<std::uint8_t>{76, 150, 29, 255}));
}

void TstResize::thumbnailSizes_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("newHeight");
    QTest::addColumn<int>("newWidth");
    QTest::newRow("smaller: as it is") << 32 << 20 << 32 << 20;
    QTest::newRow("exactly") << kThumbnailSide << 1 << kThumbnailSide << 1;
    QTest::newRow("landscape") << 300 << 400 << 96 << 128;
    QTest::newRow("portrait") << 400 << 300 << 128 << 96;
    QTest::newRow("a line keeps a pixel") << 1 << 5000 << 1 << 128;
}

void TstResize::thumbnailSizes()
{
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, newHeight);
    QFETCH(int, newWidth);
    const Image thumbnail = makeThumbnail(viewOf(noise({height, width, 3}, false)));
    QVERIFY((thumbnail.size == ImageSize{newHeight, newWidth, 3}));
    QCOMPARE(thumbnail.pixels.size(), thumbnail.size.bytes());
}

void TstResize::halvesAreMeans()
{
    const Image grey{{3, 5, 1},
                     {0, 1, 10, 20, 99, 1, 1, 30, 40, 99, 99, 99, 99, 99, 99}}; // odd sides: the rest is left
    const Image halved = halveImage(viewOf(grey));
    QVERIFY((halved.size == ImageSize{1, 2, 1}));
    QCOMPARE(halved.pixels, (std::vector<std::uint8_t>{1, 25}));
    const Image wide = noise({2, 200, 3}, false);
    const Image means = halveImage(viewOf(wide));
    for (std::size_t i = 0; i < means.pixels.size(); ++i) {
        const std::size_t at = i / 3 * 6 + i % 3;
        const unsigned sum = wide.pixels[at] + wide.pixels[at + 3] + wide.pixels[at + 600] + wide.pixels[at + 603];
        QCOMPARE(unsigned{means.pixels[i]}, (sum + 2) / 4);
    }
}

void TstResize::thumbnailOfALargeImageIsCloseToLanczos()
{
    // A photograph is smooth where noise is not: of noise itself the two would differ by chance.
    const Image photograph = resizeImage(viewOf(noise({40, 50, 3}, false)), 1200, 1500);
    const Image thumbnail = makeThumbnail(viewOf(photograph));
    const Image exact = resizeImage(viewOf(photograph), 102, 128, ResizeKernel::Lanczos);
    QVERIFY(thumbnail.size == exact.size);
    for (std::size_t i = 0; i < exact.pixels.size(); ++i) {
        QVERIFY(std::abs(thumbnail.pixels[i] - exact.pixels[i]) <= 4);
    }
}

SACCADE_TEST(tst_resize, TstResize)
#include "tst_resize.moc"
