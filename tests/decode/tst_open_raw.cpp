#include <QTest>
#include <algorithm>

#include "engine/decode/resize.h"
#include "tests/decode/archive_builder.h"
#include "tests/decode/small_data_sets.h"
#include "tests/support/raw_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

namespace fs = std::filesystem;

void writeIdx(const fs::path& folder, const std::string& word, std::uint32_t count, std::uint32_t side, bool isPacked)
{
    const auto write = [&](const std::string& leaf, const RawBytes& bytes) {
        writeRaw(folder / (isPacked ? leaf + ".gz" : leaf), isPacked ? gzipped(bytes) : bytes);
    };
    write(word + "-images-idx3-ubyte", idxImages(count, side, side));
    write(word + "-labels-idx1-ubyte", idxLabels(labelsInTurn(count, 4)));
}

void writeCifar(const fs::path& folder)
{
    writeRaw(folder / "data_batch_1.bin", cifarTen(labelsInTurn(20, 10)));
    writeRaw(folder / "data_batch_2.bin", cifarTen(labelsInTurn(300, 10)));
    writeRaw(folder / "test_batch.bin", cifarTen(labelsInTurn(10, 10)));
    writeRaw(folder / "batches.meta.txt", rawBytesOf("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"));
}

} // namespace

Q_DECLARE_METATYPE(ArchiveKind)

/// CIFAR and IDX through the reader that opens everything.
class TstOpenRaw : public QObject
{
    Q_OBJECT

private slots:
    void idxPairs();
    void idxAtAnotherSide();
    void oblongIdxInEveryMode_data();
    void oblongIdxInEveryMode();
    void idxAlone();
    void packedIdxIsKept();
    void cifarFolder();
    void cifarArchiveIsTheSameSet_data();
    void cifarArchiveIsTheSameSet();
    void archivesWithTwoOfAFile();
    void unsafeEntriesAreNamed();
    void labelErrorsNameTheFile();
    void stops();
};

void TstOpenRaw::idxPairs()
{
    const TemporaryFolder folder;
    writeIdx(folder.path() / "digits", "train", 40, 28, false);
    writeIdx(folder.path() / "digits", "t10k", 8, 28, false);
    const Result<DataSet> set = openSource(folder.path() / "digits", 0, folder.path() / "cache");
    QCOMPARE(codeOf(set), std::string("opened"));
    QCOMPARE(set->name, std::string("digits"));
    QVERIFY((set->size == ImageSize{28, 28, 1}));
    QCOMPARE(set->indicesOf(Part::Test).size(), std::size_t{8});
    QVERIFY(set->hasGivenTest && !set->hasGivenValidation && set->problems.empty());
    QCOMPARE(set->samples->front().name, std::string("t10k/00000"));
    QCOMPARE(set->samples->front().bytes, std::int64_t{0});
    QCOMPARE(int{set->pixels->image(3).pixels[5]}, 8);
    // Plain pixels are read as fast as kept ones would be.
    QCOMPARE(entriesBelow(folder.path() / "cache"), std::size_t{0});
    const Result<DataSet> byFile = openSource(folder.path() / "digits" / "t10k-labels-idx1-ubyte");
    QCOMPARE(byFile->id, set->id);
    QCOMPARE(byFile->name, std::string("digits"));
}

void TstOpenRaw::idxAtAnotherSide()
{
    const TemporaryFolder folder;
    writeIdx(folder.path(), "train", 12, 20, false);
    const Result<DataSet> set = openSource(folder.path(), 32);
    QCOMPARE(codeOf(set), std::string("opened"));
    QVERIFY((set->size == ImageSize{32, 32, 1}));
    const Result<DataSet> own = openSource(folder.path());
    const Image expected = fitImage(own->pixels->image(7), {{32, 32, 1}, ResizeMode::Squash});
    const ImageView found = set->pixels->image(7);
    QVERIFY(std::equal(expected.pixels.begin(), expected.pixels.end(), found.bytes().begin()));
}

void TstOpenRaw::oblongIdxInEveryMode_data()
{
    QTest::addColumn<int>("mode");
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        QTest::addRow("%s", resizeModeName(mode).c_str()) << static_cast<int>(mode);
    }
}

void TstOpenRaw::oblongIdxInEveryMode()
{
    QFETCH(int, mode);
    const TemporaryFolder folder;
    const RawBytes images = idxImages(4, 20, 30);
    writeRaw(folder.path() / "train-images-idx3-ubyte", images);
    writeRaw(folder.path() / "train-labels-idx1-ubyte", idxLabels(labelsInTurn(4, 2)));
    const ResizeRule rule{{16, 16, 1}, static_cast<ResizeMode>(mode)};
    const Result<DataSet> set = openSource(folder.path(), 16, {}, {}, {}, rule.mode);
    QCOMPARE(codeOf(set), std::string("opened"));
    QVERIFY(set->resize == rule.mode);
    for (std::size_t i = 0; i < 4; ++i) {
        const ImageView whole{{20, 30, 1}, images.data() + 16 + i * 600}; // after the header
        const Image expected = fitImage(whole, rule);
        QVERIFY(std::ranges::equal(expected.pixels, set->pixels->image(i).bytes()));
    }
}

void TstOpenRaw::idxAlone()
{
    const TemporaryFolder folder;
    writeIdx(folder.path(), "t10k", 12, 8, true);
    const Result<DataSet> set = openSource(folder.path());
    QCOMPARE(codeOf(set), std::string("opened"));
    QVERIFY(set->hasOnlyTestFiles && !set->hasGivenTest);
    QCOMPARE(set->indicesOf(Part::Training).size(), std::size_t{12});
}

void TstOpenRaw::packedIdxIsKept()
{
    const TemporaryFolder folder;
    writeIdx(folder.path() / "set", "t10k", 12, 8, true);
    const Result<DataSet> first = openSource(folder.path() / "set", 0, folder.path() / "cache");
    QCOMPARE(codeOf(first), std::string("opened"));
    QVERIFY(entriesBelow(folder.path() / "cache") > 0);
    const Result<DataSet> second = openSource(folder.path() / "set", 0, folder.path() / "cache");
    QVERIFY(isSame(*first, *second));
    QVERIFY(second->hasOnlyTestFiles);
}

void TstOpenRaw::cifarFolder()
{
    const TemporaryFolder folder;
    writeCifar(folder.path() / "cifar");
    std::size_t last = 0;
    const Result<DataSet> set =
        openSource(folder.path() / "cifar", 0, {}, {}, [&](const OpenProgress& progress) { last = progress.total; });
    QCOMPARE(codeOf(set), std::string("opened"));
    QCOMPARE(last, std::size_t{330});
    QCOMPARE(set->count(), std::size_t{330});
    QVERIFY((set->size == ImageSize{32, 32, 3}));
    QCOMPARE(set->classNames[1], std::string("b"));
    QCOMPARE(set->countOf(Part::Training, 3), std::size_t{32});
    QCOMPARE(set->countOf(Part::Test, 3), std::size_t{1});
}

void TstOpenRaw::cifarArchiveIsTheSameSet_data()
{
    QTest::addColumn<ArchiveKind>("kind");
    QTest::addColumn<QString>("leaf");
    QTest::newRow("tar") << ArchiveKind::Tar << "c.tar";
    QTest::newRow("tar.gz") << ArchiveKind::TarGz << "c.tar.gz";
    QTest::newRow("a name that tells nothing") << ArchiveKind::TarGz << "download";
    QTest::newRow("zip") << ArchiveKind::Zip << "c.zip";
}

void TstOpenRaw::cifarArchiveIsTheSameSet()
{
    QFETCH(ArchiveKind, kind);
    QFETCH(QString, leaf);
    const TemporaryFolder folder;
    writeCifar(folder.path() / "tree" / "cifar-10-batches-bin");
    const fs::path file = folder.path() / leaf.toStdString();
    ArchiveBuilder builder(file, kind);
    builder.addTree(folder.path() / "tree");
    builder.finish();
    const Result<DataSet> archive = openSource(file, 0, folder.path() / "cache");
    QCOMPARE(codeOf(archive), std::string("opened"));
    QCOMPARE(archive->id, openSource(folder.path() / "tree")->id);
    QVERIFY(archive->problems.empty());
    QVERIFY(entriesBelow(folder.path() / "cache") > 0);
    QVERIFY(isSame(*openSource(file, 0, folder.path() / "cache"), *archive));
}

void TstOpenRaw::archivesWithTwoOfAFile()
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "two.tar";
    ArchiveBuilder builder(file, ArchiveKind::Tar);
    builder.addFile("a/data_batch_1.bin", cifarTen({0, 1}));
    builder.addFile("b/data_batch_1.bin", cifarTen({0, 1}));
    builder.finish();
    const Result<DataSet> set = openSource(file);
    QCOMPARE(codeOf(set), std::string("format_invalid"));
    QCOMPARE(set.error().detail, std::string("CIFAR: data_batch_1.bin is there twice"));
    QCOMPARE(set.error().path, file);
}

void TstOpenRaw::unsafeEntriesAreNamed()
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "evil.tar.gz";
    ArchiveBuilder builder(file, ArchiveKind::TarGz);
    builder.addFile("data_batch_1.bin", cifarTen(labelsInTurn(20, 10)));
    builder.addFile("../data_batch_2.bin", cifarTen(labelsInTurn(20, 10)));
    builder.addSymlink("test_batch.bin", "/etc/passwd");
    builder.finish();
    const Result<DataSet> set = openSource(file);
    QCOMPARE(codeOf(set), std::string("opened"));
    QCOMPARE(set->count(), std::size_t{20});
    QCOMPARE(problemOf(*set, "data_batch_2.bin"), std::string("archive_unsafe"));
    QCOMPARE(problemOf(*set, "test_batch.bin"), std::string("archive_unsafe"));
}

void TstOpenRaw::labelErrorsNameTheFile()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "data_batch_1.bin", cifarTen({0, 1, 77}));
    const Result<DataSet> set = openSource(folder.path());
    QCOMPARE(codeOf(set), std::string("format_invalid"));
    QCOMPARE(set.error().detail, std::string("CIFAR: label 77 in record 3 of data_batch_1.bin, there are 10"));
}

void TstOpenRaw::stops()
{
    const TemporaryFolder folder;
    writeCifar(folder.path() / "set");
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(codeOf(openSource(folder.path() / "set", 16, folder.path() / "cache", stop.get_token())),
             std::string("cancelled"));
    QCOMPARE(entriesBelow(folder.path() / "cache" / "pixels"), std::size_t{0});
}

SACCADE_TEST(tst_open_raw, TstOpenRaw)
#include "tst_open_raw.moc"
