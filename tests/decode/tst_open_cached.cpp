#include <QTest>
#include <chrono>
#include <fstream>

#include "engine/data/pixel_cache.h"
#include "engine/decode/decoding_image_reader.h"
#include "engine/decode/resize.h"
#include "tests/decode/archive_builder.h"
#include "tests/decode/small_data_sets.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace fs = std::filesystem;

namespace {

void flipByte(const fs::path& path, std::uintmax_t at)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 1));
}

} // namespace

/// What is kept of an opened data set: the same bits, never stale, never half.
class TstOpenCached : public QObject
{
    Q_OBJECT

private slots:
    void secondOpeningIsTheSame();
    void everyModeHasItsOwnCache();
    void changedSourceIsNoticed();
    void changedArchiveIsNoticed();
    void damagedCacheIsRebuilt_data();
    void damagedCacheIsRebuilt();
    void aDamagedThumbnailIsNeverShown();
    void clearingLeavesWhatIsOpen();
    void cancellingLeavesNothing();
    void unwritableCacheIsAnError();
    void theLeastUsedIsEvicted();
};

void TstOpenCached::secondOpeningIsTheSame()
{
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    writeSmallSet(temporary.path() / "small");
    writeSmallSet(temporary.path() / "large", {150, 200, 3});
    writeBytes(temporary.path() / "large/ant/bad.png", bytesOf("x"));
    for (const char* name : {"small", "large"}) {
        const Result<DataSet> inMemory = openSource(temporary.path() / name);
        const Result<DataSet> first = openSource(temporary.path() / name, 0, cache);
        bool decodedAgain = false;
        const Result<DataSet> second =
            openSource(temporary.path() / name, 0, cache, {}, [&](const OpenProgress&) { decodedAgain = true; });
        QVERIFY(inMemory.hasValue() && first.hasValue() && second.hasValue());
        QVERIFY(isSame(*inMemory, *first));
        QVERIFY(isSame(*first, *second));
        QVERIFY(!decodedAgain);
    }
    // Another side is another cache.
    QCOMPARE(openSource(temporary.path() / "small", 10, cache)->size.width, 10);
    QCOMPARE(openSource(temporary.path() / "small", 0, cache)->size.width, 20);
}

void TstOpenCached::everyModeHasItsOwnCache()
{
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    writeSmallSet(temporary.path() / "set", {90, 120, 3});
    std::vector<std::string> ids;
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        bool decodedAgain = false;
        const auto open = [&] {
            decodedAgain = false;
            const auto progress = [&](const OpenProgress&) { decodedAgain = true; };
            return openSource(temporary.path() / "set", 32, cache, {}, progress, mode);
        };
        const Result<DataSet> first = open();
        QVERIFY(first.hasValue() && decodedAgain);
        const Result<DataSet> second = open();
        QVERIFY(second.hasValue() && !decodedAgain);
        QVERIFY(isSame(*first, *second));
        QVERIFY(first->resize == mode && second->resize == mode);
        const Image original = makeGradient({90, 120, 3}, 0); // ant/0.png, the first by name
        QVERIFY(fitImage(viewOf(original), {{32, 32, 3}, mode}).pixels ==
                FileBytes(first->pixels->image(0).bytes().begin(), first->pixels->image(0).bytes().end()));
        ids.push_back(first->id);
    }
    QVERIFY(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
}

void TstOpenCached::changedSourceIsNoticed()
{
    const TemporaryFolder temporary;
    const fs::path root = temporary.path() / "set";
    const fs::path cache = temporary.path() / "cache";
    writeSmallSet(root);
    const std::string before = openSource(root, 0, cache)->id;
    writePng(root / "ant/new.png", {20, 20, 3}, 9);
    QCOMPARE(openSource(root, 0, cache)->count(), std::size_t{7});
    // The same name and size, other pixels, another time.
    fs::remove(root / "ant/new.png");
    QCOMPARE(openSource(root, 0, cache)->id, before);
    const fs::file_time_type time = fs::last_write_time(root / "ant/0.png");
    fs::copy_file(root / "ant/2.png", root / "ant/0.png", fs::copy_options::overwrite_existing);
    fs::last_write_time(root / "ant/0.png", time + std::chrono::nanoseconds(1000));
    QVERIFY(openSource(root, 0, cache)->id != before);
    fs::create_directories(root / "cicada");
    QCOMPARE(openSource(root, 0, cache)->problems.size(), std::size_t{1});
}

void TstOpenCached::changedArchiveIsNoticed()
{
    const TemporaryFolder temporary;
    const fs::path file = temporary.path() / "set.tar";
    writeSmallSet(temporary.path() / "set");
    const auto pack = [&] {
        ArchiveBuilder builder(file, ArchiveKind::Tar);
        builder.addTree(temporary.path() / "set");
        builder.finish();
    };
    pack();
    const Result<DataSet> first = openSource(file, 0, temporary.path() / "cache");
    QVERIFY(first.hasValue());
    writePng(temporary.path() / "set/bee/new.png", {20, 20, 3}, 3);
    pack();
    QCOMPARE(openSource(file, 0, temporary.path() / "cache")->count(), std::size_t{7});
    // The first data set is still whole, although its cache is gone.
    QVERIFY(haveEqualPixels(*first->pixels, *first->thumbnails));
}

void TstOpenCached::damagedCacheIsRebuilt_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("damage");
    for (const char* file : {"index.bin", "pixels.bin", "thumbnails.bin"}) {
        for (const char* damage : {"cut", "grown", "missing", "folder"}) {
            QTest::addRow("%s %s", file, damage) << QString::fromLatin1(file) << QString::fromLatin1(damage);
        }
    }
    QTest::newRow("index.bin changed") << QStringLiteral("index.bin") << QStringLiteral("changed");
    QTest::newRow("pixels.bin changed") << QStringLiteral("pixels.bin") << QStringLiteral("changed");
}

void TstOpenCached::damagedCacheIsRebuilt()
{
    QFETCH(QString, file);
    QFETCH(QString, damage);
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    writeSmallSet(temporary.path() / "set", {30, 40, 3});
    const Result<DataSet> before = openSource(temporary.path() / "set", 0, cache);
    QVERIFY(before.hasValue());
    const fs::path victim = fs::directory_iterator(cache / "pixels")->path() / file.toStdString();
    const std::uintmax_t size = fs::file_size(victim);
    if (damage == QLatin1String("cut") || damage == QLatin1String("grown")) {
        // The open data set maps the old file: give the cache one of its own to damage.
        fs::copy_file(victim, temporary.path() / "copy");
        fs::remove(victim);
        fs::rename(temporary.path() / "copy", victim);
        fs::resize_file(victim, damage == QLatin1String("cut") ? size - 1 : size + 1);
    } else if (damage == QLatin1String("changed")) {
        fs::copy_file(victim, temporary.path() / "copy");
        flipByte(temporary.path() / "copy", size / 2);
        fs::rename(temporary.path() / "copy", victim);
    } else {
        fs::remove(victim);
        damage == QLatin1String("folder") && fs::create_directories(victim);
    }
    const Result<DataSet> rebuilt = openSource(temporary.path() / "set", 0, cache);
    QVERIFY(rebuilt.hasValue());
    QVERIFY(isSame(*before, *rebuilt));
    bool decodedAgain = false;
    QVERIFY(openSource(temporary.path() / "set", 0, cache, {}, [&](const OpenProgress&) { decodedAgain = true; }));
    QVERIFY(!decodedAgain);
    QCOMPARE(entriesBelow(cache / "pixels"), std::size_t{4});
}

void TstOpenCached::aDamagedThumbnailIsNeverShown()
{
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    writeSmallSet(temporary.path() / "set", {300, 400, 3});
    const Result<DataSet> before = openSource(temporary.path() / "set", 0, cache);
    QVERIFY(before.hasValue());
    // 96 x 128 RGB: 36,864 bytes each, so that all six lie in the first block.
    QVERIFY((before->thumbnails->image(5).size == ImageSize{96, 128, 3}));
    flipByte(fs::directory_iterator(cache / "pixels")->path() / "thumbnails.bin", 100'000);
    const Result<DataSet> opened = openSource(temporary.path() / "set", 0, cache);
    QVERIFY(opened.hasValue());
    QCOMPARE(opened->id, before->id);
    for (std::size_t i = 0; i < 6; ++i) {
        QVERIFY(opened->thumbnails->image(i).pixels == opened->pixels->image(i).pixels);
    }
    // It is noticed once, and made again by the next opening.
    bool decodedAgain = false;
    const auto progress = [&](const OpenProgress&) { decodedAgain = true; };
    const Result<DataSet> again = openSource(temporary.path() / "set", 0, cache, {}, progress);
    QVERIFY(again.hasValue() && decodedAgain);
    QVERIFY((again->thumbnails->image(5).size == ImageSize{96, 128, 3}));
}

void TstOpenCached::clearingLeavesWhatIsOpen()
{
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    writeSmallSet(temporary.path() / "set", {30, 40, 3});
    const Result<DataSet> inMemory = openSource(temporary.path() / "set");
    const Result<DataSet> written = openSource(temporary.path() / "set", 0, cache);
    const Result<DataSet> mapped = openSource(temporary.path() / "set", 0, cache);
    QVERIFY(inMemory.hasValue() && written.hasValue() && mapped.hasValue());
    QCOMPARE(PixelCache(cache).count(), std::size_t{1});
    // Another set is being written meanwhile; that one is left alone.
    const auto entry = PixelCacheEntry::create(cache, "other", 0);
    QVERIFY(entry.hasValue());
    PixelCache(cache).clear();
    QCOMPARE(PixelCache(cache).count(), std::size_t{0});
    QCOMPARE(PixelCache(cache).bytes(), std::uint64_t{0});
    QCOMPARE(entriesBelow(cache / "pixels"), std::size_t{1});
    QVERIFY(isSame(*inMemory, *written));
    QVERIFY(isSame(*inMemory, *mapped));
    bool decodedAgain = false;
    const auto progress = [&](const OpenProgress&) { decodedAgain = true; };
    QVERIFY(openSource(temporary.path() / "set", 0, cache, {}, progress).hasValue() && decodedAgain);
}

void TstOpenCached::cancellingLeavesNothing()
{
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    const FileBytes png = encodeImage(makeGradient({200, 300, 3}), ".png");
    for (int i = 0; i < 300; ++i) {
        writeBytes(temporary.path() / "set" / (i % 2 == 0 ? "a" : "b") / (std::to_string(i) + ".png"), png);
    }
    std::stop_source stop;
    std::size_t last = 0;
    const Result<DataSet> set =
        openSource(temporary.path() / "set", 0, cache, stop.get_token(), [&](const OpenProgress& progress) {
            last = progress.done;
            stop.request_stop();
        });
    QCOMPARE(codeOf(set), std::string("cancelled"));
    QVERIFY(last < 300);
    QCOMPARE(entriesBelow(cache / "pixels"), std::size_t{0});
    // Before it began, too.
    QCOMPARE(codeOf(openSource(temporary.path() / "set", 0, cache, stop.get_token())), std::string("cancelled"));
    QCOMPARE(openSource(temporary.path() / "set", 0, cache)->count(), std::size_t{300});
}

void TstOpenCached::unwritableCacheIsAnError()
{
    const TemporaryFolder temporary;
    writeSmallSet(temporary.path() / "set");
    writeBytes(temporary.path() / "file", {1});
    const Result<DataSet> set = openSource(temporary.path() / "set", 0, temporary.path() / "file");
    QCOMPARE(codeOf(set), std::string("file_unwritable"));
    QVERIFY(set.error().path.native().starts_with(temporary.path().native()));
}

void TstOpenCached::theLeastUsedIsEvicted()
{
    const TemporaryFolder temporary;
    const fs::path cache = temporary.path() / "cache";
    OpenRequest request;
    request.cacheFolder = cache;
    for (const char* name : {"first", "second", "third"}) {
        writeSmallSet(temporary.path() / name, {90, 90, 3});
    }
    const auto decodes = [&](const char* name, std::uint64_t limit) {
        bool decoded = false;
        request.source = (temporary.path() / name).string();
        request.cacheBytes = limit;
        return saccadeImageReader()->open(request, {}, [&](const OpenProgress&) { decoded = true; }) && decoded;
    };
    constexpr std::uint64_t kTwoSets = 2 * 6 * 90 * 90 * 3 + 20'000;
    QVERIFY(decodes("first", kTwoSets));
    QVERIFY(decodes("second", kTwoSets));
    QVERIFY(!decodes("first", kTwoSets)); // now the second is the least recently used
    QVERIFY(decodes("third", kTwoSets));
    QVERIFY(!decodes("first", kTwoSets));
    QVERIFY(decodes("second", kTwoSets));
    // One that is larger than the limit stays until the next comes.
    QVERIFY(decodes("third", 1));
    QVERIFY(!decodes("third", 1));
}

SACCADE_TEST(tst_open_cached, TstOpenCached)
#include "tst_open_cached.moc"
