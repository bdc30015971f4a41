#include <QTest>
#include <sys/stat.h>

#include "engine/decode/image_decoder.h"
#include "engine/decode/pixel_conversion.h"
#include "tests/decode/encoded_images.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

Result<Image> decode(const FileBytes& bytes)
{
    ImageDecoder decoder;
    return decoder.decode(bytes, "x.image");
}

Image single(std::initializer_list<std::uint8_t> rgb)
{
    return {{1, 1, static_cast<int>(rgb.size())}, rgb};
}

} // namespace

/// Every kind of image that is read, and what becomes of colours, alpha, depth and orientation.
class TstImageDecoder : public QObject
{
    Q_OBJECT

private slots:
    void losslessKinds_data();
    void losslessKinds();
    void jpegColours();
    void jpegIsReusedAfterDamage();
    void cmykBecomesRgb_data();
    void cmykBecomesRgb();
    void orientations_data();
    void orientations();
    void orientationOfPngAndWebP_data();
    void orientationOfPngAndWebP();
    void alphaLiesOverWhite();
    void palettes();
    void sixteenBitsBecomeEight();
    void greyWithTransparentValue();
    void oneBitGreyIsBlackAndWhite();
    void pnmScalesItsMaximum();
    void gifShowsItsFirstFrame();
    void apngShowsItsPlainImage();
    void animatedWebPShowsItsFirstFrame();
    void readsRegularFilesOnly();
};

void TstImageDecoder::losslessKinds_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<int>("channels");
    for (const char* ending : {".png", ".bmp", ".webp", ".ppm"}) {
        QTest::addRow("%s", ending) << QString::fromLatin1(ending) << 3;
    }
    QTest::newRow("grey .png") << QStringLiteral(".png") << 1;
    QTest::newRow("grey .pgm") << QStringLiteral(".pgm") << 1;
    QTest::newRow("grey .bmp") << QStringLiteral(".bmp") << 1;
}

void TstImageDecoder::losslessKinds()
{
    QFETCH(QString, ending);
    QFETCH(int, channels);
    const Image image = makeGradient({23, 17, channels});
    const Result<Image> decoded = decode(encodeImage(image, ending.toStdString()));
    QVERIFY(decoded.hasValue());
    QVERIFY(decoded->size == image.size);
    QCOMPARE(decoded->pixels, image.pixels);
}

void TstImageDecoder::jpegColours()
{
    for (const bool progressive : {false, true}) {
        for (const int channels : {1, 3}) {
            const Image image = makeGradient({40, 33, channels});
            const Result<Image> decoded = decode(encodeJpeg(image, {95, 0, false, false, progressive}));
            QVERIFY(decoded.hasValue());
            QVERIFY(largestDifference(*decoded, image) <= 12);
        }
    }
}

void TstImageDecoder::jpegIsReusedAfterDamage()
{
    const FileBytes good = encodeJpeg(makeGradient({20, 20, 3}));
    FileBytes cut = good;
    cut.resize(good.size() - 40);
    ImageDecoder decoder;
    const Result<Image> first = decoder.decode(good, "a");
    QVERIFY(decoder.decode(cut, "b").error().code == ErrorCode::ImageDamaged);
    const Result<Image> again = decoder.decode(good, "a");
    QVERIFY(first.hasValue() && again.hasValue());
    QCOMPARE(again->pixels, first->pixels);
}

void TstImageDecoder::cmykBecomesRgb_data()
{
    QTest::addColumn<bool>("ycck");
    QTest::addColumn<bool>("adobeMark");
    QTest::newRow("CMYK, inverted by Adobe") << false << true;
    QTest::newRow("CMYK, plain") << false << false;
    QTest::newRow("YCCK, inverted by Adobe") << true << true;
}

void TstImageDecoder::cmykBecomesRgb()
{
    QFETCH(bool, ycck);
    QFETCH(bool, adobeMark);
    const Image image = makeGradient({32, 32, 3});
    JpegOptions options;
    options.cmyk = true;
    options.ycck = ycck;
    options.adobeMark = adobeMark;
    const Result<Image> decoded = decode(encodeJpeg(image, options));
    QVERIFY(decoded.hasValue());
    QVERIFY(largestDifference(*decoded, image) <= 12);
}

void TstImageDecoder::orientations_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<QByteArray>("upright"); // the stored rows are "ab", "cd", "ef"
    QTest::addColumn<int>("width");
    QTest::newRow("1") << 1 << QByteArray("abcdef") << 2;
    QTest::newRow("2 mirrored") << 2 << QByteArray("badcfe") << 2;
    QTest::newRow("3 half a turn") << 3 << QByteArray("fedcba") << 2;
    QTest::newRow("4 upside down") << 4 << QByteArray("efcdab") << 2;
    QTest::newRow("5 transposed") << 5 << QByteArray("acebdf") << 3;
    QTest::newRow("6 a quarter clockwise") << 6 << QByteArray("ecafdb") << 3;
    QTest::newRow("7 transverse") << 7 << QByteArray("fdbeca") << 3;
    QTest::newRow("8 a quarter back") << 8 << QByteArray("bdface") << 3;
}

void TstImageDecoder::orientations()
{
    QFETCH(int, orientation);
    QFETCH(QByteArray, upright);
    QFETCH(int, width);
    const Image stored{{3, 2, 1}, bytesOf("abcdef")};
    const Image turned = orientImage(stored, orientation);
    QCOMPARE(turned.size.width, width);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(turned.pixels.data()), 6), upright);
    // The same through a file, with EXIF in both byte orders.
    const Image photo = makeGradient({24, 16, 3});
    const Result<Image> plain = decode(encodeJpeg(photo));
    for (const bool big : {false, true}) {
        const Result<Image> decoded = decode(encodeJpeg(photo, {95, orientation, big}));
        QVERIFY(decoded.hasValue());
        QVERIFY(*decoded == orientImage(*plain, orientation));
    }
}

void TstImageDecoder::orientationOfPngAndWebP_data()
{
    QTest::addColumn<int>("orientation");
    for (int orientation = 0; orientation <= 9; ++orientation) { // 0 and 9 are none
        QTest::addRow("%d", orientation) << orientation;
    }
}

void TstImageDecoder::orientationOfPngAndWebP()
{
    QFETCH(int, orientation);
    const Image image = makeGradient({5, 7, 3});
    const Image upright = orientImage(image, orientation);
    for (const bool big : {false, true}) {
        FileBytes png = encodeImage(image, ".png");
        insertPngChunk(png, "eXIf", exifTiff(orientation, big));
        const Result<Image> decoded = decode(png);
        QVERIFY(decoded.hasValue());
        QVERIFY(*decoded == upright);
    }
    for (const bool marked : {false, true}) {
        const Result<Image> decoded = decode(withExif(encodeImage(image, ".webp"), image.size, orientation, marked));
        QVERIFY(decoded.hasValue());
        QVERIFY(*decoded == upright);
    }
}

void TstImageDecoder::palettes()
{
    const FileBytes colours{10, 20, 30, 40, 50, 60, 70, 80, 90};
    const Result<Image> plain = decode(makePng(4, 1, 2, 3, {0, 0b00011000}, {}, colours));
    QVERIFY(plain.hasValue());
    QVERIFY((plain->size == ImageSize{1, 4, 3}));
    QCOMPARE(plain->pixels, (FileBytes{10, 20, 30, 40, 50, 60, 70, 80, 90, 10, 20, 30}));
    // The second colour is nothing, the third is there by a fifth: 70/5 + 255*4/5 = 218, 220, 222.
    const Result<Image> seeThrough = decode(makePng(3, 1, 8, 3, {0, 0, 1, 2}, {255, 0, 51}, colours));
    QVERIFY(seeThrough.hasValue());
    QCOMPARE(seeThrough->pixels, (FileBytes{10, 20, 30, 255, 255, 255, 218, 220, 222}));
    // A palette of greys is still colour.
    const Result<Image> grey = decode(makePng(1, 1, 8, 3, {0, 0}, {}, {9, 9, 9}));
    QVERIFY(grey.hasValue());
    QVERIFY(*grey == single({9, 9, 9}));
}

void TstImageDecoder::alphaLiesOverWhite()
{
    const FileBytes png = encodeRgbaPng(1, 3, {10, 20, 30, 255, 10, 20, 30, 0, 100, 0, 200, 51});
    const Result<Image> decoded = decode(png);
    QVERIFY(decoded.hasValue());
    // 51/255 = 1/5: 100/5 + 255*4/5 = 224, 204, 244.
    QCOMPARE(decoded->pixels, (FileBytes{10, 20, 30, 255, 255, 255, 224, 204, 244}));
    // Grey with alpha stays grey: value 100 at 1/5.
    const Result<Image> grey = decode(makePng(1, 1, 8, 4, {0, 100, 51}));
    QVERIFY(grey.hasValue());
    QVERIFY(*grey == single({224}));
}

void TstImageDecoder::sixteenBitsBecomeEight()
{
    const Result<Image> decoded = decode(encodeGrey16Png(1, 5, {0, 65535, 257 * 77, 257 * 77 + 128, 257 * 77 + 129}));
    QVERIFY(decoded.hasValue());
    QCOMPARE(decoded->pixels, (FileBytes{0, 255, 77, 77, 78}));
    // The same of colours; with alpha a fifth of 65535 is 51 of 255, as above.
    const Result<Image> rgb = decode(makePng(1, 1, 16, 2, {0, 0, 0, 0xff, 0xff, 77, 77}));
    QVERIFY(rgb.hasValue());
    QVERIFY(*rgb == single({0, 255, 77}));
    const Result<Image> rgba = decode(makePng(1, 1, 16, 6, {0, 100, 100, 0, 0, 200, 200, 51, 51}));
    QVERIFY(rgba.hasValue());
    QVERIFY(*rgba == single({224, 204, 244}));
}

void TstImageDecoder::greyWithTransparentValue()
{
    const Result<Image> eight = decode(makePng(3, 1, 8, 0, {0, 7, 8, 9}, {0, 8}));
    QVERIFY(eight.hasValue());
    QCOMPARE(eight->pixels, (FileBytes{7, 255, 9}));
    // Four bits: 0xa of 0xf is shown as 170.
    const Result<Image> four = decode(makePng(2, 1, 4, 0, {0, 0xa3}, {0, 3}));
    QVERIFY(four.hasValue());
    QCOMPARE(four->pixels, (FileBytes{170, 255}));
}

void TstImageDecoder::oneBitGreyIsBlackAndWhite()
{
    const Result<Image> decoded = decode(makePng(8, 1, 1, 0, {0, 0b10110001}));
    QVERIFY(decoded.hasValue());
    QCOMPARE(decoded->pixels, (FileBytes{255, 0, 255, 255, 0, 0, 0, 255}));
}

void TstImageDecoder::pnmScalesItsMaximum()
{
    FileBytes pgm = bytesOf("P5 # a comment\n3 1\n15\n");
    pgm.insert(pgm.end(), {0, 7, 15});
    const Result<Image> small = decode(pgm);
    QVERIFY(small.hasValue());
    QCOMPARE(small->pixels, (FileBytes{0, 119, 255}));
    const Result<Image> text = decode(bytesOf("P2\n2 1\n1000\n1000 500\n"));
    QVERIFY(text.hasValue());
    QCOMPARE(text->pixels, (FileBytes{255, 128}));
    const Result<Image> shortText = decode(bytesOf("P2\n3 1\n15\n0 7 15\n"));
    QVERIFY(shortText.hasValue());
    QCOMPARE(shortText->pixels, (FileBytes{0, 119, 255}));
    const Result<Image> colours = decode(bytesOf("P3\n1 2\n34\n1 3 34  0 17 33\n"));
    QVERIFY(colours.hasValue());
    QCOMPARE(colours->pixels, (FileBytes{8, 23, 255, 0, 128, 248}));
    const Result<Image> bits = decode(bytesOf("P1\n3 1\n1 0 1\n"));
    QVERIFY(bits.hasValue());
    QCOMPARE(bits->pixels, (FileBytes{0, 255, 0}));
}

void TstImageDecoder::gifShowsItsFirstFrame()
{
    const Image image = makeGradient({13, 11, 3});
    for (const bool interlaced : {false, true}) {
        const Result<Image> decoded = decode(encodeGif(image, interlaced, false));
        QVERIFY(decoded.hasValue());
        QVERIFY(*decoded == image);
    }
    const Result<Image> transparent = decode(encodeGif(image, false, true));
    QVERIFY(transparent.hasValue());
    QCOMPARE(FileBytes(transparent->pixels.begin(), transparent->pixels.begin() + 6),
             (FileBytes{255, 255, 255, image.pixels[3], image.pixels[4], image.pixels[5]}));
}

void TstImageDecoder::apngShowsItsPlainImage()
{
    const Image image = makeGradient({4, 4, 3});
    FileBytes png = encodeImage(image, ".png");
    // Two frames of which the second is black: programs that know nothing of animation skip these chunks.
    const FileBytes control{0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0};
    insertPngChunk(png, "fcTL", {0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0}, true);
    insertPngChunk(png, "acTL", {0, 0, 0, 2, 0, 0, 0, 0}, true);
    insertPngChunk(png, "fcTL", control);
    insertPngChunk(png, "fdAT", {0, 0, 0, 2, 0x78, 0x9c, 0x63, 0x60, 0x18, 0x05});
    const Result<Image> decoded = decode(png);
    QVERIFY(decoded.hasValue());
    QVERIFY(*decoded == image);
}

void TstImageDecoder::animatedWebPShowsItsFirstFrame()
{
    const Image image = makeGradient({4, 6, 3});
    const Result<Image> whole = decode(makeAnimatedWebP(encodeImage(image, ".webp"), image.size, image.size, 0, 0));
    QVERIFY(whole.hasValue());
    QVERIFY(*whole == image);
    // At (2, 4) of a white canvas of 10 x 9.
    const FileBytes placed = makeAnimatedWebP(encodeImage(image, ".webp"), image.size, {9, 10, 3}, 2, 4);
    const Result<Image> onCanvas = decode(placed);
    QVERIFY(onCanvas.hasValue());
    QVERIFY((onCanvas->size == ImageSize{9, 10, 3}));
    for (int y = 0; y < 9; ++y) {
        for (int x = 0; x < 10; ++x) {
            const bool isInside = x >= 2 && x < 8 && y >= 4 && y < 8;
            const std::uint8_t expected = isInside ? image.pixels[std::size_t(((y - 4) * 6 + x - 2) * 3)] : 255;
            QCOMPARE(onCanvas->pixels[std::size_t((y * 10 + x) * 3)], expected);
        }
    }
    // A frame that sticks out, and none at all.
    for (const auto& [width, left] : {std::pair{10, 6}, std::pair{7, 2}}) {
        const FileBytes bytes = makeAnimatedWebP(encodeImage(image, ".webp"), image.size, {9, width, 3}, left, 4);
        QVERIFY(decode(bytes).error().code == ErrorCode::ImageDamaged);
    }
    FileBytes none = placed;
    none.resize(12 + 18 + 14);
    none[4] = static_cast<std::uint8_t>(none.size() - 8);
    QVERIFY(decode(none).error().code == ErrorCode::ImageDamaged);
}

void TstImageDecoder::readsRegularFilesOnly()
{
    const TemporaryFolder folder;
    const std::filesystem::path pipe = folder.path() / "a.jpg";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QVERIFY(readImageFile(pipe, true).error().code == ErrorCode::FileUnreadable);
    QVERIFY(readImageFile(folder.path(), true).error().code == ErrorCode::FileUnreadable);
    QVERIFY(readImageFile(folder.path() / "none", true).error().code == ErrorCode::FileNotFound);
    writeBytes(folder.path() / "real", {1, 2, 3});
    std::filesystem::create_symlink("real", folder.path() / "link");
    QCOMPARE(*readImageFile(folder.path() / "link", true), (FileBytes{1, 2, 3}));
    QVERIFY(readImageFile(folder.path() / "link", false).error().code == ErrorCode::FileUnreadable);
    // A file too large is refused by its size, not read: this one has no content.
    writeBytes(folder.path() / "large", {});
    std::filesystem::resize_file(folder.path() / "large", kMaxImageBytes + 1);
    QVERIFY(readImageFile(folder.path() / "large", true).error().code == ErrorCode::ImageTooLarge);
}

SACCADE_TEST(tst_image_decoder, TstImageDecoder)
#include "tst_image_decoder.moc"
