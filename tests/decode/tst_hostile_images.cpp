#include <QTest>

#include "engine/decode/image_decoder.h"
#include "tests/decode/encoded_images.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

ErrorCode codeOf(const FileBytes& bytes)
{
    ImageDecoder decoder;
    const Result<Image> decoded = decoder.decode(bytes, "x");
    return decoded ? ErrorCode::Internal : decoded.error().code; // Internal: it was decoded
}

FileBytes withText(std::string_view text, std::size_t size)
{
    FileBytes bytes = bytesOf(text);
    bytes.resize(std::max(size, bytes.size()));
    return bytes;
}

} // namespace

Q_DECLARE_METATYPE(FileBytes)

/// Bytes that are no image, half an image or a trap.
class TstHostileImages : public QObject
{
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void everyCutIsNoticed_data();
    void everyCutIsNoticed();
    void aWrongByteIsNoticedInPng();
    void manyChangesNeverCrash_data();
    void manyChangesNeverCrash();
    void headerTellsTheSize();
};

void TstHostileImages::refused_data()
{
    QTest::addColumn<FileBytes>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const FileBytes& bytes, ErrorCode code) {
        QTest::newRow(name) << bytes << static_cast<int>(code);
    };
    row("nothing", {}, ErrorCode::NotAnImage);
    row("text", bytesOf("This is a letter, not a picture."), ErrorCode::NotAnImage);
    row("SVG", bytesOf("<svg xmlns='http://www.w3.org/2000/svg'/>"), ErrorCode::NotAnImage);
    row("program",
        withText("\x7f"
                 "ELF",
                 64),
        ErrorCode::NotAnImage);
    row("letter that begins with BM", bytesOf("BMW is a maker of cars and motor cycles."), ErrorCode::NotAnImage);
    row("TIFF", withText(std::string_view("II*\0", 4), 64), ErrorCode::ImageUnsupported);
    row("OpenEXR", withText("v/1\x01", 64), ErrorCode::ImageUnsupported);
    row("JPEG 2000", withText(std::string_view("\0\0\0\x0cjP  ", 8), 64), ErrorCode::ImageUnsupported);
    row("AVIF",
        withText(std::string_view("\0\0\0\x1c"
                                  "ftypavif",
                                  12),
                 64),
        ErrorCode::ImageUnsupported);
    row("JPEG with only its magic", {0xff, 0xd8, 0xff}, ErrorCode::ImageDamaged);
    row("PNG with only its magic", {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, ErrorCode::ImageDamaged);
    row("PNG without pixels", makePng(0, 5, 8, 0, {}), ErrorCode::ImageDamaged);
    row("30000 x 30000 in one bit", makePng(30000, 30000, 1, 0, {0}), ErrorCode::ImageTooLarge);
    row("100 million pixels and a few", makePng(16384, 6104, 1, 0, {0}), ErrorCode::ImageTooLarge);
    row("wider than allowed", makePng(16385, 1, 8, 0, {0}), ErrorCode::ImageTooLarge);
    row("PNG that promises more rows", makePng(64, 64, 8, 0, {0, 1, 2, 3}), ErrorCode::ImageDamaged);
    row("PNM larger than allowed", bytesOf("P6\n20000 1\n255\n"), ErrorCode::ImageTooLarge);
    row("PNM without its pixels", bytesOf("P6\n200 100\n255\nabc"), ErrorCode::ImageDamaged);
    row("PNM with an absurd number", bytesOf("P5\n99999999999999999999 1\n255\n"), ErrorCode::ImageTooLarge);
    row("GIF with only its header", withText("GIF89a", 13), ErrorCode::ImageDamaged);
}

void TstHostileImages::refused()
{
    QFETCH(FileBytes, bytes);
    QFETCH(int, code);
    QCOMPARE(QString::fromLatin1(errorCodeName(codeOf(bytes))),
             QString::fromLatin1(errorCodeName(static_cast<ErrorCode>(code))));
}

void TstHostileImages::everyCutIsNoticed_data()
{
    QTest::addColumn<FileBytes>("bytes");
    const Image image = makeGradient({48, 48, 3});
    QTest::newRow("JPEG") << encodeJpeg(image);
    QTest::newRow("progressive JPEG") << encodeJpeg(image, {90, 0, false, false, true});
    QTest::newRow("PNG") << encodeImage(image, ".png");
    QTest::newRow("BMP") << encodeImage(image, ".bmp");
    QTest::newRow("WebP") << encodeImage(image, ".webp");
    QTest::newRow("animated WebP") << makeAnimatedWebP(encodeImage(image, ".webp"), image.size, {50, 60, 3}, 2, 2);
    QTest::newRow("PPM") << encodeImage(image, ".ppm");
}

void TstHostileImages::everyCutIsNoticed()
{
    QFETCH(FileBytes, bytes);
    QVERIFY(codeOf(bytes) == ErrorCode::Internal);
    for (const int percent : {0, 1, 10, 50, 90, 99}) {
        const FileBytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size()) * percent / 100);
        const ErrorCode code = codeOf(cut);
        QVERIFY2(code == ErrorCode::ImageDamaged || (cut.size() < 16 && code == ErrorCode::NotAnImage),
                 qPrintable(QStringLiteral("%1 %: %2").arg(percent).arg(QLatin1String(errorCodeName(code)))));
    }
    const FileBytes oneShort(bytes.begin(), bytes.end() - 1);
    QVERIFY(codeOf(oneShort) == ErrorCode::ImageDamaged);
}

void TstHostileImages::aWrongByteIsNoticedInPng()
{
    FileBytes png = encodeImage(makeGradient({32, 32, 3}), ".png");
    png[png.size() / 2] ^= 0x10U;
    QVERIFY(codeOf(png) == ErrorCode::ImageDamaged);
}

void TstHostileImages::manyChangesNeverCrash_data()
{
    everyCutIsNoticed_data();
    QTest::newRow("GIF") << encodeGif(makeGradient({12, 12, 3}), true, true);
    const Image image = makeGradient({12, 12, 3});
    FileBytes turned = encodeImage(image, ".png");
    insertPngChunk(turned, "eXIf", exifTiff(6));
    QTest::newRow("PNG with EXIF") << turned;
    QTest::newRow("WebP with EXIF") << withExif(encodeImage(image, ".webp"), image.size, 6, true);
    QTest::newRow("EXIF") << encodeJpeg(makeGradient({12, 12, 3}), {90, 6, true});
}

void TstHostileImages::manyChangesNeverCrash()
{
    QFETCH(FileBytes, bytes);
    ImageDecoder decoder;
    std::uint32_t state = 1;
    const auto draw = [&state](std::size_t below) {
        state = state * 1664525U + 1013904223U;
        return (state >> 8) % below;
    };
    for (int round = 0; round < 300; ++round) {
        FileBytes changed = bytes;
        for (std::size_t i = 0; i <= draw(4); ++i) {
            // Half of the changes hit the header.
            const std::size_t at =
                draw(2) == 0 ? draw(std::min<std::size_t>(64, changed.size())) : draw(changed.size());
            changed[at] = static_cast<std::uint8_t>(draw(256));
        }
        const Result<Image> decoded = decoder.decode(changed, "x");
        QVERIFY(!decoded || decoded->pixels.size() == decoded->size.bytes());
    }
}

void TstHostileImages::headerTellsTheSize()
{
    const Result<ImageHeader> tooLarge = readImageHeader(makePng(30000, 20000, 1, 0, {0}), "big.png");
    QCOMPARE(tooLarge.error().detail, std::string("30000x20000"));
    QCOMPARE(tooLarge.error().path, std::filesystem::path("big.png"));
    for (const char* ending : {".png", ".bmp", ".webp", ".ppm"}) {
        const Result<ImageHeader> header = readImageHeader(encodeImage(makeGradient({31, 57, 3}), ending), ending);
        QVERIFY(header.hasValue());
        QCOMPARE(header->width, 57);
        QCOMPARE(header->height, 31);
    }
}

SACCADE_TEST(tst_hostile_images, TstHostileImages)
#include "tst_hostile_images.moc"
