#include <QTest>

#include "engine/decode/image_decoder.h"
#include "engine/decode/resize.h"
#include "resources/deploy/cpp/preprocess.hpp"
#include "tests/decode/encoded_images.h"
#include "tests/test_registry.h"

using namespace saccade;

/// What the sample of a deploy bundle makes of image files, held to the program's own pixels.
class TstSamplePixels : public QObject
{
    Q_OBJECT

private slots:
    void areTheProgramsOwn_data();
    void areTheProgramsOwn();
    void whatIsNoImageThrows();
};

void TstSamplePixels::areTheProgramsOwn_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char* name, const FileBytes& bytes) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()));
    };
    const Image wide = makeGradient({47, 83, 3});
    const Image tall = makeGradient({90, 31, 3}, 4);
    const Image grey = makeGradient({40, 61, 1}, 2);
    row("JPEG", encodeJpeg(wide));
    row("grey JPEG", encodeJpeg(grey));
    row("progressive JPEG", encodeJpeg(tall, {.progressive = true}));
    for (int orientation = 1; orientation <= 8; ++orientation) {
        row(qPrintable(QStringLiteral("JPEG turned %1").arg(orientation)),
            encodeJpeg(wide, {.orientation = orientation}));
        row(qPrintable(QStringLiteral("grey JPEG turned %1").arg(orientation)),
            encodeJpeg(grey, {.orientation = orientation, .bigEndianExif = true}));
    }
    row("PNG", encodeImage(wide, ".png"));
    row("grey PNG", encodeImage(grey, ".png"));
    row("BMP", encodeImage(tall, ".bmp"));
    row("WebP", encodeImage(wide, ".webp"));
    row("PPM", encodeImage(tall, ".ppm"));
    std::vector<std::uint8_t> rgba;
    std::vector<std::uint16_t> deep;
    for (unsigned i = 0; i < 20 * 30; ++i) {
        const unsigned value = i * 2654435761U;
        for (const unsigned shift : {0U, 8U, 16U, 24U}) {
            rgba.push_back(static_cast<std::uint8_t>(value >> shift));
        }
        deep.push_back(static_cast<std::uint16_t>(value >> 11U));
    }
    row("PNG with alpha", encodeRgbaPng(20, 30, rgba));
    row("PNG of 16 bits", encodeGrey16Png(20, 30, deep));
}

void TstSamplePixels::areTheProgramsOwn()
{
    QFETCH(QByteArray, file);
    const std::vector<std::uint8_t> bytes(file.begin(), file.end());
    ImageDecoder decoder;
    const Result<Image> own = decoder.decode(bytes, "image");
    QVERIFY(own.hasValue());
    const deploy::Pixels decoded = deploy::decode(bytes);
    QVERIFY((own->size == ImageSize{decoded.height, decoded.width, decoded.channels}));
    QVERIFY(own->pixels == decoded.samples);
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        for (const ImageSize size : {ImageSize{32, 32, 3}, ImageSize{24, 40, 3}, ImageSize{100, 100, 1}}) {
            const Image expected = fitImage(viewOf(*own), {size, mode});
            const deploy::Pixels found =
                deploy::fit(decoded, {size.height, size.width, size.channels, resizeModeName(mode)});
            QVERIFY((expected.size == ImageSize{found.height, found.width, found.channels}));
            QVERIFY(expected.pixels == found.samples);
        }
    }
}

void TstSamplePixels::whatIsNoImageThrows()
{
    QVERIFY_EXCEPTION_THROWN((void)deploy::decode({1, 2, 3}), std::exception);
    FileBytes cut = encodeJpeg(makeGradient({20, 20, 3}));
    cut.resize(30);
    QVERIFY_EXCEPTION_THROWN((void)deploy::decode(cut), std::exception);
}

SACCADE_TEST(tst_sample_pixels, TstSamplePixels)
#include "tst_sample_pixels.moc"
