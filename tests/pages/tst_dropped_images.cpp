#include <QBuffer>
#include <QImage>
#include <QMimeData>
#include <QTest>
#include <QUrl>
#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"
#include "ui/widgets/dropped_images.h"

using namespace saccade;

namespace {

void touch(const std::filesystem::path& file)
{
    std::ofstream(file) << "x";
}

QUrl urlOf(const std::filesystem::path& file)
{
    return QUrl::fromLocalFile(QString::fromStdString(file.string()));
}

std::vector<std::string> namesOf(const DroppedImages& images)
{
    std::vector<std::string> names;
    for (const PredictInput& input : images.inputs) {
        names.push_back(input.name);
    }
    return names;
}

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

/// Files, folders, pictures and addresses in what is dropped.
class TstDroppedImages : public QObject
{
    Q_OBJECT

private slots:
    void filesComeBeforeThePicture()
    {
        const TemporaryFolder folder;
        touch(folder.path() / "bird.png");
        QMimeData mime;
        mime.setImageData(QImage(2, 2, QImage::Format_RGB32));
        mime.setUrls({urlOf(folder.path() / "bird.png"), urlOf(folder.path() / "gone.txt")});
        QVERIFY(mayHoldImages(mime));
        const DroppedImages images = readDroppedImages(mime);
        QCOMPARE(namesOf(images), (std::vector<std::string>{"bird.png", "gone.txt"}));
        QCOMPARE(std::get<std::filesystem::path>(images.inputs[0].content), folder.path() / "bird.png");
        QVERIFY(images.notes.isEmpty());
    }

    void aFolderGivesItsImageFiles()
    {
        const TemporaryFolder folder;
        std::filesystem::create_directories(folder.path() / "inbox" / "deeper");
        for (const char* name : {"b.JPG", "a.png", "notes.txt", "c.webp"}) {
            touch(folder.path() / "inbox" / name);
        }
        touch(folder.path() / "inbox" / "deeper" / "d.png");
        QMimeData mime;
        mime.setUrls({urlOf(folder.path() / "inbox")});
        QCOMPARE(namesOf(readDroppedImages(mime)), (std::vector<std::string>{"a.png", "b.JPG", "c.webp"}));
    }

    void anEmptyFolderIsNamed()
    {
        const TemporaryFolder folder;
        std::filesystem::create_directories(folder.path() / "nothing here");
        QMimeData mime;
        mime.setUrls({urlOf(folder.path() / "nothing here")});
        const DroppedImages images = readDroppedImages(mime);
        QVERIFY(images.inputs.empty());
        QCOMPARE(images.notes.size(), 1);
        QVERIFY(images.notes[0].contains(QLatin1String("nothing here")));
    }

    void encodedPicturesStayEncoded()
    {
        QMimeData mime;
        QImage picture(3, 2, QImage::Format_RGB32);
        picture.fill(Qt::red);
        const QByteArray png = pngOf(picture);
        mime.setData(QStringLiteral("image/png"), png);
        QVERIFY(mayHoldImages(mime));
        const DroppedImages images = readDroppedImages(mime);
        QCOMPARE(images.inputs.size(), std::size_t{1});
        const auto& bytes = std::get<std::vector<std::uint8_t>>(images.inputs[0].content);
        QVERIFY(std::equal(bytes.begin(), bytes.end(), png.begin(), png.end(),
                           [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }));
    }

    void pixelsLieOverWhite()
    {
        QImage picture(3, 1, QImage::Format_ARGB32); // 3 x 3 bytes a row: no multiple of four
        picture.setPixel(0, 0, qRgba(10, 20, 30, 255));
        picture.setPixel(1, 0, qRgba(0, 0, 0, 0));
        picture.setPixel(2, 0, qRgba(40, 50, 60, 255));
        QMimeData mime;
        mime.setImageData(picture);
        const DroppedImages images = readDroppedImages(mime);
        QCOMPARE(images.inputs.size(), std::size_t{1});
        const Image& image = std::get<Image>(images.inputs[0].content);
        QCOMPARE(image.size, (ImageSize{1, 3, 3}));
        QCOMPARE(image.pixels, (std::vector<std::uint8_t>{10, 20, 30, 255, 255, 255, 40, 50, 60}));
        QVERIFY(imageOf(QImage()).isEmpty());
    }

    void addressesAreNotFetched()
    {
        QMimeData mime;
        mime.setUrls({QUrl(QStringLiteral("https://example.org/cat.jpg"))});
        QVERIFY(mayHoldImages(mime)); // so that the reason can be said
        const DroppedImages images = readDroppedImages(mime);
        QVERIFY(images.inputs.empty());
        QCOMPARE(images.notes.size(), 1);
        mime.setImageData(QImage(2, 2, QImage::Format_RGB32)); // a browser gives both
        QCOMPARE(readDroppedImages(mime).inputs.size(), std::size_t{1});
        QVERIFY(readDroppedImages(mime).notes.isEmpty());
    }

    void textIsNothing()
    {
        QMimeData mime;
        mime.setText(QStringLiteral("a bird"));
        QVERIFY(!mayHoldImages(mime));
        QVERIFY(readDroppedImages(mime).inputs.empty());
        QVERIFY(readDroppedImages(mime).notes.isEmpty());
    }
};

SACCADE_TEST(tst_dropped_images, TstDroppedImages)
#include "tst_dropped_images.moc"
