#include <QTest>
#include <algorithm>

#include "engine/data/cifar_folder.h"
#include "tests/support/raw_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

namespace fs = std::filesystem;

struct Read
{
    std::string end = "ok"; ///< or code: detail
    fs::path path;          ///< of the error
    std::vector<RawImage> images;
    RawLayout layout;
};

void fail(Read& read, const Error& error)
{
    read.end = std::string(errorCodeName(error.code)) + ": " + error.detail;
    read.path = error.path;
}

Read readAll(const fs::path& path)
{
    Read read;
    const Result<std::unique_ptr<RawSource>> source = openRawSource(path);
    if (!source || !*source) {
        if (source) {
            read.end = "another kind";
        } else {
            fail(read, source.error());
        }
        return read;
    }
    const Result<void> end = (*source)->read([&read](RawImage image) {
        read.images.push_back(std::move(image));
        return true;
    });
    const Result<RawLayout> layout = (*source)->layout();
    if (!end || !layout) {
        fail(read, end ? layout.error() : end.error());
        return read;
    }
    read.layout = *layout;
    return read;
}

RawBytes withLabel(RawBytes bytes, std::size_t at, std::uint8_t label)
{
    bytes[at] = label;
    return bytes;
}

} // namespace

Q_DECLARE_METATYPE(RawBytes)

/// CIFAR-10 and CIFAR-100 binary files in a folder.
class TstCifar : public QObject
{
    Q_OBJECT

private slots:
    void ten();
    void hundredLearnsFineLabels();
    void namesBesideTheRecords();
    void testFilesAlone();
    void aChosenFileFindsItsSet();
    void otherFoldersAreNoCifar();
    void hostile_data();
    void hostile();
};

void TstCifar::ten()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "set" / "data_batch_2.bin", cifarTen({3, 4}));
    writeRaw(folder.path() / "set" / "data_batch_1.bin", cifarTen({9, 0, 1}));
    writeRaw(folder.path() / "set" / "test_batch.bin", cifarTen({7}));
    writeRaw(folder.path() / "set" / "readme.html", {1});
    const Read read = readAll(folder.path()); // the folder around it is passed through
    QCOMPARE(read.end, std::string("ok"));
    QCOMPARE(read.images.size(), std::size_t{6});
    QCOMPARE(read.images[3].name, std::string("data_batch_2/00000"));
    QVERIFY((read.layout.labels == std::vector<std::int32_t>{9, 0, 1, 3, 4, 7}));
    QCOMPARE(read.layout.classNames[9], std::string("truck"));
    QVERIFY(read.layout.parts[4] == Part::Training && read.layout.parts[5] == Part::Test);
    // Image 2: red, green and blue of pixel 10 are 2 + 10, 2 + 1024 + 10 and 2 + 2048 + 10 modulo 251.
    const Image& image = read.images[2].pixels;
    QVERIFY((image.size == ImageSize{32, 32, 3}));
    QCOMPARE(int{image.pixels[30]}, 12);
    QCOMPARE(int{image.pixels[31]}, 1036 % 251);
    QCOMPARE(int{image.pixels[32]}, 2060 % 251);
}

void TstCifar::hundredLearnsFineLabels()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "train.bin", cifarHundred(labelsInTurn(200, 100)));
    writeRaw(folder.path() / "test.bin", cifarHundred(labelsInTurn(100, 100)));
    const Read read = readAll(folder.path());
    QCOMPARE(read.end, std::string("ok"));
    QCOMPARE(read.layout.classNames.size(), std::size_t{100});
    QCOMPARE(read.layout.classNames[99], std::string("worm"));
    QCOMPARE(read.layout.labels[199], 99);
    QCOMPARE(read.layout.labels[299], 99);
    QCOMPARE(std::count(read.layout.parts.begin(), read.layout.parts.end(), Part::Test), 100);
    QCOMPARE(int{read.images[1].pixels.pixels[0]}, 1);
}

void TstCifar::namesBesideTheRecords()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "data_batch_1.bin", cifarTen({0, 1, 1}));
    writeRaw(folder.path() / "batches.meta.txt", rawBytesOf("Ameise\r\nBiene\n\n"));
    const Read read = readAll(folder.path());
    QCOMPARE(read.end, std::string("ok"));
    QVERIFY((read.layout.classNames == std::vector<std::string>{"Ameise", "Biene"}));
    QVERIFY(!read.layout.hasGivenTest && !read.layout.hasOnlyTestFiles);
}

void TstCifar::testFilesAlone()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "test_batch.bin", cifarTen({0, 1, 2}));
    const Read read = readAll(folder.path());
    QVERIFY(read.layout.hasOnlyTestFiles && !read.layout.hasGivenTest);
    QCOMPARE(std::count(read.layout.parts.begin(), read.layout.parts.end(), Part::Training), 3);
}

void TstCifar::aChosenFileFindsItsSet()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "data_batch_1.bin", cifarTen({0, 1}));
    writeRaw(folder.path() / "train.bin", cifarHundred({0, 1, 2}));
    QCOMPARE(readAll(folder.path()).end,
             std::string("source_unsupported: CIFAR-10 and CIFAR-100 together; choose one of the files"));
    QCOMPARE(readAll(folder.path() / "data_batch_1.bin").images.size(), std::size_t{2});
    QCOMPARE(readAll(folder.path() / "train.bin").images.size(), std::size_t{3});
}

void TstCifar::otherFoldersAreNoCifar()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "cats" / "a.png", {1});
    writeRaw(folder.path() / "train.bin", {1, 2});
    QCOMPARE(readAll(folder.path()).end, std::string("another kind"));
    writeRaw(folder.path() / "fine_label_names.txt", rawBytesOf("a\nb\n"));
    QVERIFY(readAll(folder.path()).end.starts_with("format_invalid: CIFAR: 2 bytes"));
}

void TstCifar::hostile_data()
{
    QTest::addColumn<QString>("leaf");
    QTest::addColumn<RawBytes>("bytes");
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("end");
    const RawBytes ten = cifarTen({0, 1, 2});
    const RawBytes hundred = cifarHundred({0, 1, 2});
    const auto row = [](const char* name, const char* leaf, const RawBytes& bytes, const QString& names,
                        const char* end) { QTest::newRow(name) << leaf << bytes << names << end; };
    row("empty", "data_batch_1.bin", {}, {}, "format_invalid: CIFAR: 0 bytes are no whole number of records of 3073");
    RawBytes cut = ten;
    cut.pop_back();
    row("cut", "test_batch.bin", cut, {}, "format_invalid: CIFAR: 9218 bytes are no whole number of records of 3073");
    row("the other kind's records", "train.bin", ten, {},
        "format_invalid: CIFAR: 9219 bytes are no whole number of records of 3074");
    row("label out of range", "data_batch_1.bin", withLabel(ten, 3073, 10), {},
        "format_invalid: CIFAR: label 10 in record 2 of data_batch_1.bin, there are 10");
    row("fine label out of range", "test.bin", withLabel(hundred, 2 * 3074 + 1, 100), {},
        "format_invalid: CIFAR: label 100 in record 3 of test.bin, there are 100");
    row("coarse label out of range", "test.bin", withLabel(hundred, 0, 20), {},
        "format_invalid: CIFAR: label 20 in record 1 of test.bin, there are 20");
    row("fewer names than labels", "data_batch_1.bin", ten, QStringLiteral("one\ntwo\n"),
        "format_invalid: CIFAR: label 2 in record 3 of data_batch_1.bin, there are 2");
    row("a name twice", "data_batch_1.bin", ten, QStringLiteral("one\none\ntwo\n"),
        "format_invalid: class names: one is there twice");
    row("one name", "data_batch_1.bin", ten, QStringLiteral("one\n"), "format_invalid: class names: 1 of them");
    row("a name with NUL", "data_batch_1.bin", ten, QString::fromLatin1("a\0b\nc\n", 6),
        "format_invalid: class names: one is over 255 bytes or not plain UTF-8");
    row("a name of 100,000 letters", "data_batch_1.bin", ten, QString(100'000, QLatin1Char('x')),
        "format_invalid: class names: more than 256 of them");
    row("packed", "data_batch_1.bin", gzipped(ten), {}, "format_invalid: CIFAR: the file is packed; unpack it");
}

void TstCifar::hostile()
{
    QFETCH(QString, leaf);
    QFETCH(RawBytes, bytes);
    QFETCH(QString, names);
    const TemporaryFolder folder;
    writeRaw(folder.path() / leaf.toStdString(), bytes);
    if (!names.isEmpty()) {
        writeRaw(folder.path() / "batches.meta.txt", rawBytesOf(names.toStdString()));
    }
    const Read read = readAll(folder.path());
    QTEST(QString::fromStdString(read.end), "end");
    QVERIFY(read.path.native().starts_with(folder.path().native()));
}

SACCADE_TEST(tst_cifar, TstCifar)
#include "tst_cifar.moc"
