#include "engine/formats/stored_zip.h"

#include <QTest>
#include <algorithm>

#include "tests/formats/pickle_bytes.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes twoFiles()
{
    static const Bytes first = pickled::bytes("one");
    static const Bytes second = pickled::bytes("the second");
    return *encodeStoredZip({{"f/a", first}, {"f/bb", second}});
}

/// Of the directory's entry of that number.
std::size_t directoryEntry(const Bytes& zip, int number)
{
    const Bytes mark{'P', 'K', 1, 2};
    auto at = std::search(zip.begin(), zip.end(), mark.begin(), mark.end());
    for (int i = 0; i < number; ++i) {
        at = std::search(at + 1, zip.end(), mark.begin(), mark.end());
    }
    return static_cast<std::size_t>(at - zip.begin());
}

} // namespace

class TstStoredZip : public QObject
{
    Q_OBJECT

private slots:
    void filesComeBackAligned();
    void nothingAndAComment();
    void refused_data();
    void refused();
};

void TstStoredZip::filesComeBackAligned()
{
    const Bytes zip = twoFiles();
    const Result<std::vector<ZipEntry>> entries = readStoredZip(zip);
    QVERIFY(entries.hasValue());
    QCOMPARE(entries->size(), std::size_t{2});
    QCOMPARE((*entries)[1].name, std::string("f/bb"));
    QVERIFY(std::ranges::equal((*entries)[1].bytes, std::string_view("the second")));
    for (const ZipEntry& entry : *entries) {
        QVERIFY(entry.isIntact);
        QCOMPARE(static_cast<std::size_t>(entry.bytes.data() - zip.data()) % kZipAlignment, std::size_t{0});
    }
    // Every length of a name leaves another rest, of which 1 to 3 bytes are too few for an extra field.
    for (std::size_t length = 1; length <= 2 * kZipAlignment; ++length) {
        const Bytes one = *encodeStoredZip({{std::string(length, 'n'), pickled::bytes("x")}});
        const Result<std::vector<ZipEntry>> read = readStoredZip(one);
        QVERIFY(read.hasValue());
        QCOMPARE(static_cast<std::size_t>(read->front().bytes.data() - one.data()) % kZipAlignment, std::size_t{0});
    }
}

void TstStoredZip::nothingAndAComment()
{
    QVERIFY(readStoredZip(*encodeStoredZip({}))->empty());
    Bytes zip = twoFiles();
    zip[zip.size() - 2] = 4;
    zip.insert(zip.end(), {'P', 'K', 5, 6});
    QCOMPARE(readStoredZip(zip)->size(), std::size_t{2});
    QVERIFY(!encodeStoredZip({{std::string(70'000, 'n'), {}}}).hasValue());
}

void TstStoredZip::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const Bytes& zip, const char* rule) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(zip.data()), static_cast<int>(zip.size()))
                            << QByteArray(rule);
    };
    /// One changed byte of the file, or of the directory's first entry, or of the end record.
    const auto changed = [](std::size_t at, std::uint8_t value) {
        Bytes zip = twoFiles();
        zip[at] = value;
        return zip;
    };
    const Bytes zip = twoFiles();
    const std::size_t first = directoryEntry(zip, 0);
    const std::size_t second = directoryEntry(zip, 1);
    const std::size_t end = zip.size() - 22;
    row("empty", {}, "no end record");
    row("cut", Bytes(zip.begin(), zip.end() - 1), "no end record");
    row("another disk", changed(end + 4, 1), "more than one disk");
    row("entries on this disk", changed(end + 8, 1), "more than one disk");
    row("directory too long", changed(end + 14, 1), "directory outside");
    row("directory begins later", changed(end + 18, 1), "directory outside");
    row("no directory there", changed(end + 16, 1), "directory");
    row("encrypted", changed(first + 8, 1), "encrypted");
    row("deflated", changed(first + 10, 8), "compressed");
    row("a bomb's sizes", changed(first + 26, 0x40), "compressed");
    row("name beyond", changed(second + 29, 0xff), "directory cut off");
    row("own header elsewhere", changed(first + 42, 1), "no header at its place");
    row("own header beyond", changed(first + 45, 0x7f), "no header at its place");
    row("other name", changed(30, 'g'), "disagrees");
    row("other method", changed(8, 8), "disagrees");
    Bytes large = changed(first + 26, 0x40);
    large[first + 22] = 0x40;
    row("ends outside", large, "ends outside");
    Bytes zip64 = zip;
    std::fill_n(zip64.begin() + static_cast<std::ptrdiff_t>(end) + 8, 4, std::uint8_t{0xff});
    row("zip64", zip64, "above 4 GiB");
    const Bytes bytes = pickled::bytes("x");
    row("twice", *encodeStoredZip({{"f/a", bytes}, {"f/a", bytes}}), "twice in the directory");
    Bytes shared = *encodeStoredZip({{"a", bytes}, {"b", bytes}});
    const std::size_t entry = directoryEntry(shared, 1);
    shared[entry + 46] = 'a'; // the second entry is the first file again, under its name
    shared[entry + 42] = shared[entry + 43] = 0;
    row("shared", shared, "twice in the directory");
    Bytes over = *encodeStoredZip({{"a", Bytes(200)}, {"b", bytes}});
    over[directoryEntry(over, 0) + 20] = over[directoryEntry(over, 0) + 24] = 220;
    row("overlap", over, "share their bytes");
}

void TstStoredZip::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, rule);
    const Bytes zip(bytes.begin(), bytes.end());
    const Result<std::vector<ZipEntry>> entries = readStoredZip(zip);
    QVERIFY(!entries.hasValue());
    QVERIFY2(QByteArray::fromStdString(entries.error().detail).contains(rule), entries.error().detail.c_str());
}

SACCADE_TEST(tst_stored_zip, TstStoredZip)
#include "tst_stored_zip.moc"
