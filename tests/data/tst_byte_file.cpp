#include <QTest>
#include <sys/stat.h>

#include "engine/data/byte_file.h"
#include "tests/support/raw_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Read
{
    RawBytes bytes;
    std::string end = "ok";
};

// In pieces of an odd size, so that their borders fall anywhere.
Read readAll(const std::filesystem::path& path)
{
    Read read;
    const Result<std::unique_ptr<ByteFile>> file = ByteFile::open(path);
    if (!file) {
        read.end = errorCodeName(file.error().code);
        return read;
    }
    RawBytes piece(1237);
    for (;;) {
        const Result<std::size_t> got = (*file)->read(piece);
        if (!got) {
            read.end = std::string(errorCodeName(got.error().code)) + ": " + got.error().detail;
            return read;
        }
        read.bytes.insert(read.bytes.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(*got));
        if (*got < piece.size()) {
            return read;
        }
    }
}

RawBytes noise(std::size_t count)
{
    RawBytes bytes(count);
    std::uint32_t state = 1;
    for (std::uint8_t& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<std::uint8_t>(state >> 24);
    }
    return bytes;
}

} // namespace

/// Plain and gzip files from front to back.
class TstByteFile : public QObject
{
    Q_OBJECT

private slots:
    void plainAndPackedAreTheSame()
    {
        const RawBytes bytes = noise(200'000);
        writeRaw(m_folder.path() / "plain", bytes);
        writeRaw(m_folder.path() / "packed", gzipped(bytes));
        QVERIFY(readAll(m_folder.path() / "plain").bytes == bytes);
        const Read packed = readAll(m_folder.path() / "packed");
        QCOMPARE(packed.end, std::string("ok"));
        QVERIFY(packed.bytes == bytes);
    }

    void membersFollowEachOther()
    {
        RawBytes two = gzipped(rawBytesOf("one,"));
        const RawBytes second = gzipped(rawBytesOf("two"));
        two.insert(two.end(), second.begin(), second.end());
        writeRaw(m_folder.path() / "members", two);
        QVERIFY(readAll(m_folder.path() / "members").bytes == rawBytesOf("one,two"));
    }

    void cutGzip()
    {
        RawBytes packed = gzipped(noise(100'000));
        packed.resize(packed.size() / 2);
        writeRaw(m_folder.path() / "cut", packed);
        QCOMPARE(readAll(m_folder.path() / "cut").end, std::string("archive_damaged: gzip ends too early"));
    }

    void brokenGzip()
    {
        RawBytes packed = gzipped(noise(100'000));
        packed[packed.size() - 6] ^= 1; // in the checksum
        writeRaw(m_folder.path() / "broken", packed);
        QVERIFY(readAll(m_folder.path() / "broken").end.starts_with("archive_damaged: "));
    }

    void bytesAfterGzip()
    {
        RawBytes packed = gzipped(rawBytesOf("text"));
        packed.push_back('x');
        writeRaw(m_folder.path() / "after", packed);
        QCOMPARE(readAll(m_folder.path() / "after").end, std::string("archive_damaged: bytes after the end of gzip"));
    }

    void bombIsRefused()
    {
        writeRaw(m_folder.path() / "bomb", gzipped(RawBytes(150'000'000, 0)));
        QCOMPARE(readAll(m_folder.path() / "bomb").end,
                 std::string("archive_unsafe: unpacks to more than 200 times its size"));
    }

    void onlyRegularFiles()
    {
        QCOMPARE(::mkfifo((m_folder.path() / "pipe").c_str(), 0600), 0);
        QCOMPARE(readAll(m_folder.path() / "pipe").end, std::string("file_unreadable"));
        QCOMPARE(readAll(m_folder.path()).end, std::string("file_unreadable"));
        QCOMPARE(readAll(m_folder.path() / "none").end, std::string("file_not_found"));
    }

private:
    TemporaryFolder m_folder;
};

SACCADE_TEST(tst_byte_file, TstByteFile)
#include "tst_byte_file.moc"
