#include <QTest>
#include <algorithm>

#include "engine/data/idx_source.h"
#include "tests/support/raw_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

namespace fs = std::filesystem;

constexpr const char* kTrainImages = "train-images-idx3-ubyte";
constexpr const char* kTrainLabels = "train-labels-idx1-ubyte";
constexpr const char* kTestImages = "t10k-images-idx3-ubyte";
constexpr const char* kTestLabels = "t10k-labels-idx1-ubyte";

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

RawBytes joined(RawBytes first, const RawBytes& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

RawBytes cut(RawBytes bytes, std::size_t size)
{
    bytes.resize(size);
    return bytes;
}

} // namespace

Q_DECLARE_METATYPE(RawBytes)

/// IDX files: whole sets, lone pairs, and what breaks the format's rules.
class TstIdxSource : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void bothPairs();
    void aPairAlone();
    void aChosenFileFindsItsSet();
    void packedIsTheSame();
    void labelsThatAreNotCounted();
    void otherFoldersAreNoIdx();
    void severalSetsTogether();
    void theOtherFileIsMissing();
    void hostile_data();
    void hostile();
};

void TstIdxSource::names_data()
{
    QTest::addColumn<QString>("leaf");
    QTest::addColumn<QString>("pair");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("beside");
    QTest::newRow("MNIST") << "train-images-idx3-ubyte.gz"
                           << "train-*-idx-ubyte"
                           << "train"
                           << "train-labels-idx1-ubyte";
    QTest::newRow("labels") << "t10k-labels-idx1-ubyte"
                            << "t10k-*-idx-ubyte"
                            << "t10k"
                            << "t10k-images-idx3-ubyte";
    QTest::newRow("EMNIST") << "emnist-letters-test-images-idx3-ubyte"
                            << "emnist-letters-test-*-idx-ubyte"
                            << "test"
                            << "emnist-letters-test-labels-idx1-ubyte";
    QTest::newRow("dot") << "Train-Images.idx3-ubyte"
                         << "train-*.idx-ubyte"
                         << "train"
                         << "Train-labels.idx1-ubyte";
    QTest::newRow("other") << "readme.txt"
                           << ""
                           << ""
                           << "";
}

void TstIdxSource::names()
{
    QFETCH(QString, leaf);
    const IdxName name = readIdxName(leaf.toStdString()).value_or(IdxName());
    QTEST(QString::fromStdString(name.pair), "pair");
    QTEST(QString::fromStdString(name.word), "word");
    QTEST(QString::fromStdString(name.beside), "beside");
}

void TstIdxSource::bothPairs()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / kTrainImages, idxImages(12, 5, 5));
    writeRaw(folder.path() / kTrainLabels, idxLabels(labelsInTurn(12, 3)));
    writeRaw(folder.path() / kTestImages, idxImages(6, 5, 5));
    writeRaw(folder.path() / kTestLabels, idxLabels(labelsInTurn(6, 3)));
    const Read read = readAll(folder.path());
    QCOMPARE(read.end, std::string("ok"));
    QCOMPARE(read.images.size(), std::size_t{18});
    QCOMPARE(read.images[1].name, std::string("train/00001"));
    QCOMPARE(read.images[12].name, std::string("t10k/00000"));
    QVERIFY((read.images[2].pixels.size == ImageSize{5, 5, 1}));
    QCOMPARE(int{read.images[2].pixels.pixels[7]}, 9); // image 2, position 7
    QVERIFY((read.layout.classNames == std::vector<std::string>{"0", "1", "2"}));
    QCOMPARE(read.layout.labels[13], 1);
    QVERIFY(read.layout.parts[11] == Part::Training && read.layout.parts[12] == Part::Test);
    QVERIFY(read.layout.hasGivenTest && !read.layout.hasOnlyTestFiles);
}

void TstIdxSource::aPairAlone()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / kTestImages, idxImages(6, 4, 4));
    writeRaw(folder.path() / kTestLabels, idxLabels(labelsInTurn(6, 3)));
    const Read read = readAll(folder.path());
    QCOMPARE(read.end, std::string("ok"));
    QVERIFY(read.layout.hasOnlyTestFiles && !read.layout.hasGivenTest);
    QCOMPARE(std::count(read.layout.parts.begin(), read.layout.parts.end(), Part::Training), 6);
}

void TstIdxSource::aChosenFileFindsItsSet()
{
    const TemporaryFolder folder;
    for (const char* set : {"digits", "letters"}) {
        for (const char* word : {"train", "test"}) {
            const std::string start = std::string("emnist-") + set + '-' + word;
            writeRaw(folder.path() / (start + "-images-idx3-ubyte"), idxImages(4, 4, 4));
            writeRaw(folder.path() / (start + "-labels-idx1-ubyte"), idxLabels(labelsInTurn(4, 2)));
        }
    }
    const Read read = readAll(folder.path() / "emnist-letters-test-labels-idx1-ubyte");
    QCOMPARE(read.end, std::string("ok"));
    QCOMPARE(read.images.size(), std::size_t{8});
    QVERIFY(read.layout.hasGivenTest);
    // A name that tells nothing of the format is known by its first bytes.
    writeRaw(folder.path() / "own" / "my-images", idxImages(4, 4, 4));
    writeRaw(folder.path() / "own" / "my-labels", idxLabels(labelsInTurn(4, 2)));
    QCOMPARE(readAll(folder.path() / "own" / "my-images").images.size(), std::size_t{4});
}

void TstIdxSource::packedIsTheSame()
{
    const TemporaryFolder folder;
    const fs::path inside = folder.path() / "MNIST" / "raw"; // single folders are passed through
    writeRaw(inside / (std::string(kTrainImages) + ".gz"), gzipped(idxImages(7, 4, 6)));
    writeRaw(inside / (std::string(kTrainLabels) + ".gz"), gzipped(idxLabels(labelsInTurn(7, 2))));
    const Read packed = readAll(folder.path());
    QCOMPARE(packed.end, std::string("ok"));
    writeRaw(inside / kTrainImages, idxImages(7, 4, 6));
    const Read plain = readAll(folder.path());
    QCOMPARE(plain.images.size(), std::size_t{7});
    QVERIFY((plain.images[6].pixels.size == ImageSize{4, 6, 1}));
    QVERIFY(plain.images[6].pixels == packed.images[6].pixels);
    const auto slow = [&](int side) { return (*openRawSource(folder.path()))->isSlowAt(side); };
    QVERIFY(slow(0) && slow(4)); // not square: resized in any case
}

void TstIdxSource::labelsThatAreNotCounted()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / kTrainImages, idxImages(4, 4, 4));
    writeRaw(folder.path() / kTrainLabels, idxLabels({10, 2, 255, 2}));
    const Read read = readAll(folder.path());
    QVERIFY((read.layout.classNames == std::vector<std::string>{"2", "10", "255"})); // as numbers
    QVERIFY((read.layout.labels == std::vector<std::int32_t>{1, 0, 2, 0}));
    const Result<std::unique_ptr<RawSource>> source = openRawSource(folder.path());
    QVERIFY(!(*source)->isSlowAt(0) && !(*source)->isSlowAt(4) && (*source)->isSlowAt(8));
}

void TstIdxSource::otherFoldersAreNoIdx()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / "images" / "a.png", {1, 2, 3});
    writeRaw(folder.path() / "images.txt", {1, 2, 3});
    QCOMPARE(readAll(folder.path()).end, std::string("another kind"));
    QCOMPARE(readAll(folder.path() / "images.txt").end, std::string("another kind"));
}

void TstIdxSource::severalSetsTogether()
{
    const TemporaryFolder folder;
    for (const char* set : {"a", "b"}) {
        writeRaw(folder.path() / (std::string(set) + "-images-idx3-ubyte"), idxImages(4, 4, 4));
        writeRaw(folder.path() / (std::string(set) + "-labels-idx1-ubyte"), idxLabels(labelsInTurn(4, 2)));
    }
    QCOMPARE(readAll(folder.path()).end, std::string("source_unsupported: several IDX sets; choose one of its files"));
    writeRaw(folder.path() / "my", idxImages(4, 4, 4));
    QCOMPARE(readAll(folder.path() / "my").end,
             std::string("source_unsupported: an IDX file with neither \"images\" nor \"labels\" in its name"));
}

void TstIdxSource::theOtherFileIsMissing()
{
    const TemporaryFolder folder;
    writeRaw(folder.path() / kTestImages, idxImages(4, 4, 4));
    const Read read = readAll(folder.path());
    QCOMPARE(read.end, std::string("file_not_found: the labels of t10k-images-idx3-ubyte"));
    QCOMPARE(read.path, folder.path() / kTestLabels);
}

void TstIdxSource::hostile_data()
{
    QTest::addColumn<RawBytes>("images");
    QTest::addColumn<RawBytes>("labels");
    QTest::addColumn<QString>("end");
    const RawBytes good = idxImages(3, 4, 4);
    const RawBytes labels = idxLabels({0, 1, 0});
    QTest::newRow("nothing") << RawBytes() << labels << "format_invalid: IDX: cut off in its header";
    QTest::newRow("header cut") << cut(good, 10) << labels << "format_invalid: IDX: cut off in its header";
    QTest::newRow("magic of labels") << labels << labels
                                     << "format_invalid: IDX: the magic number is 2049, not 2051 for images";
    QTest::newRow("magic of floats") << idxHeader(0x0d03, {3, 4, 4}) << labels
                                     << "format_invalid: IDX: the magic number is 3331, not 2051 for images";
    QTest::newRow("labels of ints") << good << idxHeader(0x0c01, {3})
                                    << "format_invalid: IDX: the magic number is 3073, not 2049 for labels";
    QTest::newRow("a billion in 20 bytes") << joined(idxHeader(2051, {1'000'000'000, 28, 28}), {1, 2, 3, 4}) << labels
                                           << "format_invalid: IDX: 1000000000 items";
    QTest::newRow("sizes that overflow") << idxHeader(2051, {0xffffffff, 0xffffffff, 0xffffffff}) << labels
                                         << "format_invalid: IDX: a side of 4294967295 pixels";
    QTest::newRow("too many pixels") << idxHeader(2051, {1, 16'384, 16'384}) << labels
                                     << "format_invalid: IDX: images of 268435456 pixels";
    QTest::newRow("20 million claimed")
        << idxHeader(2051, {20'000'000, 10'000, 10'000}) << labels
        << "format_invalid: IDX: 2000000000000000 bytes are announced, the file cannot hold them";
    QTest::newRow("20 million claimed, packed")
        << gzipped(idxHeader(2051, {20'000'000, 28, 28})) << labels
        << "format_invalid: IDX: 15680000000 bytes are announced, the file cannot hold them";
    QTest::newRow("no side") << idxHeader(2051, {3, 0, 4}) << labels << "format_invalid: IDX: a side of 0 pixels";
    QTest::newRow("no image") << idxHeader(2051, {0, 4, 4}) << labels << "format_invalid: IDX: 0 items";
    QTest::newRow("images cut") << cut(good, good.size() - 1) << labels
                                << "format_invalid: IDX: cut off in item 3 of 3";
    QTest::newRow("bytes after the images")
        << joined(good, {0}) << labels << "format_invalid: IDX: bytes after the last item";
    QTest::newRow("bytes after the labels")
        << good << joined(labels, {0}) << "format_invalid: IDX: bytes after the last item";
    QTest::newRow("fewer labels") << good << idxLabels({0, 1}) << "format_invalid: IDX: 2 labels for 3 images";
    QTest::newRow("images cut, then packed")
        << gzipped(cut(good, good.size() - 20)) << labels << "format_invalid: IDX: cut off in item 2 of 3";
    QTest::newRow("gzip cut") << cut(gzipped(idxImages(100, 9, 9)), 40) << labels
                              << "archive_damaged: gzip ends too early";
}

void TstIdxSource::hostile()
{
    QFETCH(RawBytes, images);
    QFETCH(RawBytes, labels);
    const TemporaryFolder folder;
    writeRaw(folder.path() / kTrainImages, images);
    writeRaw(folder.path() / kTrainLabels, labels);
    const Read read = readAll(folder.path());
    QTEST(QString::fromStdString(read.end), "end");
    QCOMPARE(read.path.parent_path(), folder.path());
    QVERIFY(read.path.filename() == kTrainImages || read.path.filename() == kTrainLabels);
}

SACCADE_TEST(tst_idx_source, TstIdxSource)
#include "tst_idx_source.moc"
