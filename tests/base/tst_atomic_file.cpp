#include <QTest>
#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <vector>

#include "engine/base/atomic_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

enum class Call
{
    None,
    Open,
    Read,
    Write,
    Sync,
    Close,
    Rename
};

// The real calls, of which one kind fails with a number of choice, or writes in small pieces with interruptions.
class FaultyLayer final : public FileLayer
{
public:
    Call failing = Call::None;
    int number = EIO;
    int failuresLeft = 1'000'000;
    int callsBefore = 0; // of the failing kind, that still succeed
    std::size_t largestWrite = SIZE_MAX;
    int openDescriptors = 0;

    int open(const char* path, int flags, unsigned mode) override
    {
        const int result = fails(Call::Open) ? -1 : systemFileLayer().open(path, flags, mode);
        openDescriptors += result >= 0 ? 1 : 0;
        return result;
    }
    ssize_t read(int descriptor, void* bytes, std::size_t count) override
    {
        return fails(Call::Read) ? -1 : systemFileLayer().read(descriptor, bytes, count);
    }
    ssize_t write(int descriptor, const void* bytes, std::size_t count) override
    {
        return fails(Call::Write) ? -1 : systemFileLayer().write(descriptor, bytes, std::min(count, largestWrite));
    }
    int sync(int descriptor) override { return fails(Call::Sync) ? -1 : systemFileLayer().sync(descriptor); }
    int close(int descriptor) override
    {
        --openDescriptors;
        const int result = systemFileLayer().close(descriptor);
        return fails(Call::Close) ? -1 : result;
    }
    int rename(const char* from, const char* to) override
    {
        return fails(Call::Rename) ? -1 : systemFileLayer().rename(from, to);
    }
    int unlink(const char* path) override { return systemFileLayer().unlink(path); }

private:
    bool fails(Call call)
    {
        if (call != failing || callsBefore-- > 0 || failuresLeft-- <= 0) {
            return false;
        }
        errno = number;
        return true;
    }
};

std::string textOf(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, 1 << 20);
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string("unreadable");
}

std::size_t entriesOf(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

} // namespace

class TstAtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void writesAndReplaces()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "plan.json";
        QVERIFY(writeFileAtomically(path, "first, longer").hasValue());
        QCOMPARE(textOf(path), std::string("first, longer"));
        QVERIFY(writeFileAtomically(path, "second").hasValue());
        QCOMPARE(textOf(path), std::string("second"));
        QVERIFY(writeFileAtomically(path, std::vector<std::uint8_t>{}).hasValue());
        QCOMPARE(textOf(path), std::string());
        QCOMPARE(entriesOf(folder.path()), std::size_t{1});
    }

    void writesALongestName()
    {
        const TemporaryFolder folder;
        QVERIFY(writeFileAtomically(folder.path() / std::string(255, 'n'), "text").hasValue());
    }

    void survivesShortAndInterruptedWrites()
    {
        const TemporaryFolder folder;
        FaultyLayer layer;
        layer.failing = Call::Write;
        layer.number = EINTR;
        layer.failuresLeft = 3;
        layer.callsBefore = 1;
        layer.largestWrite = 3;
        const std::string text = "ten bytes and more";
        QVERIFY(writeFileAtomically(folder.path() / "a", text, layer).hasValue());
        QCOMPARE(textOf(folder.path() / "a"), text);
        QCOMPARE(layer.openDescriptors, 0);
    }

    void failureKeepsTheOldFile_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, Call call, int number, ErrorCode code) {
            QTest::newRow(name) << static_cast<int>(call) << number << static_cast<int>(code);
        };
        row("no permission", Call::Open, EACCES, ErrorCode::FileUnwritable);
        row("no inode left", Call::Open, ENOSPC, ErrorCode::DiskFull);
        row("disk full", Call::Write, ENOSPC, ErrorCode::DiskFull);
        row("quota", Call::Write, EDQUOT, ErrorCode::DiskFull);
        row("file too big", Call::Write, EFBIG, ErrorCode::DiskFull);
        row("bad disk", Call::Write, EIO, ErrorCode::FileUnwritable);
        row("late full", Call::Sync, ENOSPC, ErrorCode::DiskFull);
        row("bad sync", Call::Sync, EIO, ErrorCode::FileUnwritable);
        row("bad close", Call::Close, EIO, ErrorCode::FileUnwritable);
        row("rename refused", Call::Rename, EACCES, ErrorCode::FileUnwritable);
    }

    void failureKeepsTheOldFile()
    {
        QFETCH(int, call);
        QFETCH(int, number);
        QFETCH(int, code);
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "weights";
        QVERIFY(writeFileAtomically(path, "old").hasValue());
        FaultyLayer layer;
        layer.failing = static_cast<Call>(call);
        layer.number = number;
        const Result<void> written = writeFileAtomically(path, "new", layer);
        QVERIFY(!written.hasValue());
        QCOMPARE(static_cast<int>(written.error().code), code);
        QCOMPARE(written.error().path, path);
        QVERIFY(!written.error().detail.empty());
        QCOMPARE(textOf(path), std::string("old"));
        QCOMPARE(entriesOf(folder.path()), std::size_t{1});
        QCOMPARE(layer.openDescriptors, 0);
    }

    void firstErrorStays()
    {
        const TemporaryFolder folder;
        FaultyLayer layer;
        layer.failing = Call::Write;
        layer.number = ENOSPC;
        layer.failuresLeft = 1;
        AtomicFile file(folder.path() / "a", layer);
        QVERIFY(!file.append("one").hasValue());
        QCOMPARE(file.append("two").error().code, ErrorCode::DiskFull);
        QCOMPARE(file.commit().error().code, ErrorCode::DiskFull);
        QCOMPARE(entriesOf(folder.path()), std::size_t{0});
    }

    void withoutCommitNothingStays()
    {
        const TemporaryFolder folder;
        {
            AtomicFile file(folder.path() / "a");
            QVERIFY(file.append("half").hasValue());
        }
        QCOMPARE(entriesOf(folder.path()), std::size_t{0});
    }

    void missingFolderIsUnwritable()
    {
        const TemporaryFolder folder;
        const Result<void> written = writeFileAtomically(folder.path() / "none" / "a", "text");
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    }

    void readsUpToTheLimit()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "a";
        QVERIFY(writeFileAtomically(path, "12345").hasValue());
        QCOMPARE(readFile(path, 5)->size(), std::size_t{5});
        const Result<std::vector<std::uint8_t>> tooLong = readFile(path, 4);
        QCOMPARE(tooLong.error().code, ErrorCode::FileUnreadable);
        QCOMPARE(tooLong.error().path, path);
        QCOMPARE(readFile(path, SIZE_MAX)->size(), std::size_t{5});
    }

    void readsMoreThanOneChunk()
    {
        const TemporaryFolder folder;
        std::vector<std::uint8_t> bytes((std::size_t{1} << 20) * 2 + 17);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<std::uint8_t>(i * 7 >> 3);
        }
        QVERIFY(writeFileAtomically(folder.path() / "a", bytes).hasValue());
        const Result<std::vector<std::uint8_t>> back = readFile(folder.path() / "a", SIZE_MAX);
        QVERIFY(back.hasValue() && *back == bytes);
    }

    void refusesWhatIsNoFile()
    {
        const TemporaryFolder folder;
        QCOMPARE(readFile(folder.path() / "none", 10).error().code, ErrorCode::FileNotFound);
        QCOMPARE(readFile(folder.path(), 10).error().code, ErrorCode::FileUnreadable);
        const std::filesystem::path pipe = folder.path() / "pipe";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(readFile(pipe, 10).error().code, ErrorCode::FileUnreadable);
    }

    void reportsAFailingRead()
    {
        const TemporaryFolder folder;
        QVERIFY(writeFileAtomically(folder.path() / "a", "text").hasValue());
        FaultyLayer layer;
        layer.failing = Call::Read;
        const Result<std::vector<std::uint8_t>> bytes = readFile(folder.path() / "a", 10, layer);
        QCOMPARE(bytes.error().code, ErrorCode::FileUnreadable);
        QCOMPARE(bytes.error().path, folder.path() / "a");
        QCOMPARE(layer.openDescriptors, 0);
    }
};

SACCADE_TEST(tst_atomic_file, TstAtomicFile)
#include "tst_atomic_file.moc"
