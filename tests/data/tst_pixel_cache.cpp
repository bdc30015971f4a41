#include <QTest>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <sys/file.h>
#include <unistd.h>

#include "engine/base/sha256.h"
#include "engine/data/pixel_cache.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

namespace fs = std::filesystem;

using FileBytes = std::vector<std::uint8_t>;

// The system's calls, but writing fails as on a full disk after some bytes, and interrupts and short writes before.
class FullDisk final : public FileLayer
{
public:
    explicit FullDisk(std::size_t room) : m_room(room) {}

    int open(const char* path, int flags, unsigned mode) override { return m_real.open(path, flags, mode); }
    ssize_t read(int descriptor, void* bytes, std::size_t count) override
    {
        return m_real.read(descriptor, bytes, count);
    }
    ssize_t write(int descriptor, const void* bytes, std::size_t count) override
    {
        if (++m_writes % 2 == 1) {
            errno = EINTR;
            return -1;
        }
        if (m_room == 0) {
            errno = ENOSPC;
            return -1;
        }
        const ssize_t written = m_real.write(descriptor, bytes, std::min({count, m_room, std::size_t{1000}}));
        m_room -= written > 0 ? static_cast<std::size_t>(written) : 0;
        return written;
    }
    int sync(int descriptor) override { return m_real.sync(descriptor); }
    int close(int descriptor) override { return m_real.close(descriptor); }
    int rename(const char* from, const char* to) override { return m_real.rename(from, to); }
    int unlink(const char* path) override { return m_real.unlink(path); }

private:
    FileLayer& m_real = systemFileLayer();
    std::size_t m_room;
    int m_writes = 0;
};

FileBytes noise(std::size_t count)
{
    FileBytes bytes;
    std::uint32_t state = 5;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes.push_back(static_cast<std::uint8_t>(state >> 24));
    }
    return bytes;
}

// Two images of 2x2 grey, the second with a larger thumbnail of its own.
PixelIndex makeIndex()
{
    PixelIndex index;
    index.fingerprint = "print";
    index.set.name = "two";
    index.set.source = "/some/where";
    index.set.id = "id";
    index.set.classNames = {"a", "b"};
    index.set.size = {2, 2, 1};
    index.set.resize = ResizeMode::Pad;
    index.set.samples = std::make_shared<std::vector<Sample>>(
        std::vector<Sample>{{"a/1", 0, Part::Training, 2, 2, 77}, {"b/1", 1, Part::Test, 5, 3, 99}});
    index.set.problems = {{ErrorCode::ImageDamaged, "half", "b/2"}, {ErrorCode::ArchiveUnsafe, "", "\xff\n"}};
    index.set.hasGivenTest = true;
    index.pixelBytes = 8;
    index.thumbnailBytes = 19;
    index.pixels = {{4, {2, 2, 1}}, {0, {2, 2, 1}}};
    index.pixelChecksums = {1};
    index.thumbnailChecksums = {2};
    index.thumbnails = {{0, {2, 2, 1}}, {4, {3, 5, 1}}};
    return index;
}

// The same bytes with a digest that fits: what somebody writes who means harm.
FileBytes sealed(const FileBytes& whole)
{
    FileBytes bytes(whole.begin(), whole.end() - 64);
    const std::string digest = sha256Hex(bytes);
    bytes.insert(bytes.end(), digest.begin(), digest.end());
    return bytes;
}

Result<DataSet> writeEntry(const fs::path& cache, const std::string& key)
{
    auto entry = PixelCacheEntry::create(cache, key, 0);
    if (!entry) {
        return entry.error();
    }
    auto pixels = (*entry)->newBlob();
    auto thumbnails = (*entry)->newBlob();
    if (!(*pixels)->append(FileBytes{0, 1, 2, 3, 4, 5, 6, 7}) || !(*thumbnails)->append(noise(19))) {
        return Error{};
    }
    return (*entry)->finish(makeIndex(), *std::move(pixels), *std::move(thumbnails));
}

std::size_t entriesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

/// Kept pixels: growing files, the index that nobody trusts, and the folder they lie in.
class TstPixelCache : public QObject
{
    Q_OBJECT

private slots:
    void blobsGrowAndAreMapped();
    void blobsNoticeAFullDisk();
    void blobsKeepToTheirLimit();
    void indexRoundTrip();
    void lyingIndexIsRefused_data();
    void lyingIndexIsRefused();
    void changedIndexNeverCrashes();
    void laterVersionIsTooNew();
    void entryIsKept();
    void entryInMemory();
    void unfinishedEntryLeavesNothing();
    void twoWritersOfOneKey();
    void leftoversAreRemoved();
    void tooLittleSpaceIsSaidBefore();
};

void TstPixelCache::blobsGrowAndAreMapped()
{
    const TemporaryFolder folder;
    const FileBytes bytes = noise(3'000'000);
    for (const bool inMemory : {false, true}) {
        auto blob = inMemory ? BlobFile::createInMemory() : BlobFile::create(folder.path() / "blob", bytes.size());
        QVERIFY(blob.hasValue());
        for (std::size_t at = 0; at < bytes.size(); at += 100'000) {
            QVERIFY((*blob)->append(std::span(bytes).subspan(at, 100'000)).hasValue());
            QCOMPARE((*blob)->size(), std::uint64_t{at + 100'000});
        }
        FileBytes part(10);
        QVERIFY((*blob)->read(2'999'990, part).hasValue());
        QVERIFY(std::equal(part.begin(), part.end(), bytes.end() - 10));
        const auto mapped = (*blob)->finish();
        QVERIFY(mapped.hasValue());
        blob->reset();
        fs::remove(folder.path() / "blob"); // the mapping stays
        QCOMPARE((*mapped)->size(), std::uint64_t{bytes.size()});
        QVERIFY(std::equal(bytes.begin(), bytes.end(), (*mapped)->data()));
    }
}

void TstPixelCache::blobsNoticeAFullDisk()
{
    const TemporaryFolder folder;
    FullDisk disk(1'500'000);
    auto blob = BlobFile::create(folder.path() / "blob", 10'000'000, disk);
    QVERIFY(blob.hasValue());
    const FileBytes bytes = noise(1'200'000);
    QVERIFY((*blob)->append(bytes).hasValue());
    const Result<void> second = (*blob)->append(bytes);
    QVERIFY(!second.hasValue());
    QVERIFY(second.error().code == ErrorCode::DiskFull);
    QCOMPARE(second.error().path, folder.path() / "blob");
}

void TstPixelCache::blobsKeepToTheirLimit()
{
    const TemporaryFolder folder;
    auto blob = BlobFile::create(folder.path() / "blob", 100);
    QVERIFY((*blob)->append(noise(100)).hasValue());
    QVERIFY((*blob)->append(noise(1)).error().code == ErrorCode::DiskFull);
    QVERIFY(BlobFile::create(folder.path() / "blob", 100).error().code == ErrorCode::FileUnwritable); // it is there
}

void TstPixelCache::indexRoundTrip()
{
    const PixelIndex index = makeIndex();
    const Result<PixelIndex> read = decodePixelIndex(encodePixelIndex(index));
    QVERIFY(read.hasValue());
    QCOMPARE(read->fingerprint, index.fingerprint);
    QCOMPARE(read->set.name, index.set.name);
    QCOMPARE(read->set.source, index.set.source);
    QCOMPARE(read->set.id, index.set.id);
    QVERIFY(read->set.classNames == index.set.classNames);
    QVERIFY(read->set.size == index.set.size);
    QVERIFY(read->set.resize == ResizeMode::Pad);
    QVERIFY(read->pixelChecksums == index.pixelChecksums && read->thumbnailChecksums == index.thumbnailChecksums);
    QVERIFY(*read->set.samples == *index.set.samples);
    QVERIFY(read->set.problems == index.set.problems);
    QVERIFY(read->set.hasGivenTest && !read->set.hasGivenValidation);
    QVERIFY(read->pixels == index.pixels && read->thumbnails == index.thumbnails);
    QVERIFY(read->pixelBytes == 8 && read->thumbnailBytes == 19);
}

void TstPixelCache::lyingIndexIsRefused_data()
{
    QTest::addColumn<int>("lie");
    const char* lies[] = {"a place beyond the blob",        "a place that overflows", "pixels of another size",
                          "a label without class",          "fewer places",           "two channels",
                          "a blob shorter than its places", "fewer thumbnails"};
    for (int i = 0; i < 8; ++i) {
        QTest::newRow(lies[i]) << i;
    }
}

void TstPixelCache::lyingIndexIsRefused()
{
    QFETCH(int, lie);
    PixelIndex index = makeIndex();
    auto samples = std::make_shared<std::vector<Sample>>(*index.set.samples);
    switch (lie) {
    case 0: index.pixels[0].offset = 5; break;
    case 1: index.pixels[0].offset = std::numeric_limits<std::uint64_t>::max() - 1; break;
    case 2: index.pixels[0].size = {1, 1, 1}; break;
    case 3: (*samples)[1].label = 2; break;
    case 4: index.pixels.pop_back(); break;
    case 5: index.thumbnails[0].size.channels = 2; break;
    case 6: index.thumbnailBytes = 18; break;
    default: index.thumbnails.pop_back(); break;
    }
    index.set.samples = samples;
    const Result<PixelIndex> read = decodePixelIndex(encodePixelIndex(index));
    QVERIFY(!read.hasValue());
    QVERIFY(read.error().code == ErrorCode::FormatInvalid);
}

void TstPixelCache::changedIndexNeverCrashes()
{
    const FileBytes bytes = encodePixelIndex(makeIndex());
    FileBytes wrongDigest = bytes;
    wrongDigest[30] ^= 1U;
    QVERIFY(!decodePixelIndex(wrongDigest).hasValue());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const FileBytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        QVERIFY(!decodePixelIndex(cut).hasValue());
        QVERIFY(length < 64 || !decodePixelIndex(sealed(cut)).hasValue());
    }
    // Every byte set to the extremes, under a digest that fits: read or refused, within bounds.
    for (std::size_t at = 0; at + 64 < bytes.size(); ++at) {
        for (const std::uint8_t value : FileBytes{0x00, 0x7f, 0xff}) {
            FileBytes changed = bytes;
            changed[at] = value;
            const Result<PixelIndex> read = decodePixelIndex(sealed(changed));
            for (const ImagePlace& place : read ? read->thumbnails : std::vector<ImagePlace>()) {
                QVERIFY(place.offset <= read->thumbnailBytes &&
                        place.size.bytes() <= read->thumbnailBytes - place.offset);
            }
        }
    }
}

void TstPixelCache::laterVersionIsTooNew()
{
    FileBytes bytes = encodePixelIndex(makeIndex());
    bytes[std::string("SACCADEPIXELS\n").size()] += 1;
    QVERIFY(decodePixelIndex(sealed(bytes)).error().code == ErrorCode::FormatTooNew);
}

void TstPixelCache::entryIsKept()
{
    const TemporaryFolder folder;
    const PixelCache cache(folder.path());
    const Result<DataSet> written = writeEntry(folder.path(), "key");
    QVERIFY(written.hasValue());
    const Result<DataSet> read = cache.open("key", "print");
    QVERIFY(read.hasValue());
    QCOMPARE(read->id, written->id);
    for (const DataSet& set : {*written, *read}) {
        QCOMPARE(FileBytes(set.pixels->image(0).pixels, set.pixels->image(0).pixels + 4), (FileBytes{4, 5, 6, 7}));
        QCOMPARE(FileBytes(set.pixels->image(1).pixels, set.pixels->image(1).pixels + 4), (FileBytes{0, 1, 2, 3}));
        QVERIFY((set.thumbnails->image(1).size == ImageSize{3, 5, 1}));
    }
    QVERIFY(!cache.open("key", "another print").hasValue());
    QVERIFY(!cache.open("none", "print").hasValue());
    QVERIFY(cache.bytes() > 27);
    cache.trim(0, "key");
    QVERIFY(cache.open("key", "print").hasValue());
    cache.trim(0);
    QCOMPARE(cache.bytes(), std::uint64_t{0});
    QVERIFY(!cache.open("key", "print").hasValue());
    QCOMPARE(read->pixels->image(1).pixels[3], std::uint8_t{3}); // still mapped
}

void TstPixelCache::entryInMemory()
{
    const Result<DataSet> set = writeEntry({}, "key");
    QVERIFY(set.hasValue());
    QCOMPARE(set->pixels->image(0).pixels[0], std::uint8_t{4});
    QCOMPARE(set->id.size(), std::size_t{64});
}

void TstPixelCache::unfinishedEntryLeavesNothing()
{
    const TemporaryFolder folder;
    {
        auto entry = PixelCacheEntry::create(folder.path(), "key", 0);
        auto blob = (*entry)->newBlob();
        QVERIFY((*blob)->append(noise(100)).hasValue());
        QCOMPARE(entriesIn(folder.path() / "pixels"), std::size_t{1});
        PixelCache(folder.path()).removeLeftovers(); // it is in use
        QCOMPARE(entriesIn(folder.path() / "pixels"), std::size_t{1});
    }
    QCOMPARE(entriesIn(folder.path() / "pixels"), std::size_t{0});
}

void TstPixelCache::twoWritersOfOneKey()
{
    const TemporaryFolder folder;
    const Result<DataSet> first = writeEntry(folder.path(), "key");
    const Result<DataSet> second = writeEntry(folder.path(), "key");
    QVERIFY(first.hasValue() && second.hasValue());
    QCOMPARE(first->id, second->id);
    QCOMPARE(entriesIn(folder.path() / "pixels"), std::size_t{1});
    QCOMPARE(first->pixels->image(0).pixels[3], std::uint8_t{7});
}

void TstPixelCache::leftoversAreRemoved()
{
    const TemporaryFolder folder;
    QVERIFY(writeEntry(folder.path(), "key").hasValue());
    const fs::path left = folder.path() / "pixels/key.partial-abcdef";
    fs::create_directories(left);
    std::ofstream(left / "blob-0") << "half";
    PixelCache(folder.path()).removeLeftovers();
    QVERIFY(!fs::exists(left));
    QVERIFY(PixelCache(folder.path()).open("key", "print").hasValue());
}

void TstPixelCache::tooLittleSpaceIsSaidBefore()
{
    const TemporaryFolder folder;
    const auto entry = PixelCacheEntry::create(folder.path(), "key", std::uint64_t{1} << 60);
    QVERIFY(!entry.hasValue());
    QVERIFY(entry.error().code == ErrorCode::DiskFull);
    QCOMPARE(entriesIn(folder.path() / "pixels"), std::size_t{0});
}

SACCADE_TEST(tst_pixel_cache, TstPixelCache)
#include "tst_pixel_cache.moc"
