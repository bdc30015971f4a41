#include <QTest>
#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/decode/archive_source.h"
#include "tests/decode/archive_builder.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Content
{
    Result<void> end;
    std::vector<EncodedFile> files;
    std::vector<Error> problems;

    [[nodiscard]] std::string problemOf(const std::string& name) const
    {
        for (const Error& problem : problems) {
            if (problem.path == name) {
                return std::string(errorCodeName(problem.code)) + ": " + problem.detail;
            }
        }
        return {};
    }
};

Content readAll(const std::filesystem::path& file)
{
    Content content;
    Result<std::unique_ptr<ArchiveSource>> source = ArchiveSource::open(file);
    if (!source) {
        content.end = source.error();
        return content;
    }
    content.end = (*source)->read([&](EncodedFile read) {
        content.files.push_back(std::move(read));
        return true;
    });
    content.problems = (*source)->problems();
    return content;
}

void cutFile(const std::filesystem::path& file, std::uintmax_t size)
{
    std::filesystem::resize_file(file, size);
}

} // namespace

Q_DECLARE_METATYPE(ArchiveKind)

/// Archives read entry by entry, the good and the evil.
class TstArchives : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void cutArchivesAreDamaged_data();
    void cutArchivesAreDamaged();
    void otherKindsAreRefused();
    void unsafeEntriesBecomeProblems();
    void zipWithSymlinkAndClimb();
    void unsafePaths_data();
    void unsafePaths();
    void hiddenEntriesArePassedOver();
    void bombIsRefused();
    void namesBeyondAscii();
    void changesNeverCrash();

private:
    TemporaryFolder m_folder;
};

void TstArchives::kinds_data()
{
    QTest::addColumn<ArchiveKind>("kind");
    QTest::newRow("tar") << ArchiveKind::Tar;
    QTest::newRow("tar.gz") << ArchiveKind::TarGz;
    QTest::newRow("tar.bz2") << ArchiveKind::TarBz2;
    QTest::newRow("tar.xz") << ArchiveKind::TarXz;
    QTest::newRow("tar.zst") << ArchiveKind::TarZstd;
    QTest::newRow("zip") << ArchiveKind::Zip;
}

void TstArchives::kinds()
{
    QFETCH(ArchiveKind, kind);
    const std::filesystem::path file = m_folder.path() / "kind";
    {
        ArchiveBuilder builder(file, kind);
        builder.addFolder("a/");
        builder.addFile("./a/1.png", {1, 2, 3});
        builder.addFile("b/empty", {});
        builder.addFile("b/large", FileBytes(700'000, 9));
        builder.finish();
    }
    const Content content = readAll(file);
    QVERIFY2(content.end.hasValue(), content.end ? "" : content.end.error().detail.c_str());
    QCOMPARE(content.files.size(), std::size_t{3});
    QCOMPARE(content.files[0].name, std::string("a/1.png"));
    QCOMPARE(content.files[0].bytes, (FileBytes{1, 2, 3}));
    QVERIFY(content.files[1].bytes.empty() && content.files[1].state.hasValue());
    QCOMPARE(content.files[2].bytes, FileBytes(700'000, 9));
    QVERIFY(content.problems.empty());
}

void TstArchives::cutArchivesAreDamaged_data()
{
    kinds_data();
}

void TstArchives::cutArchivesAreDamaged()
{
    QFETCH(ArchiveKind, kind);
    const std::filesystem::path whole = m_folder.path() / "whole";
    {
        ArchiveBuilder builder(whole, kind);
        for (int i = 0; i < 8; ++i) {
            FileBytes noise;
            for (unsigned k = 0; k < 3000; ++k) {
                noise.push_back(static_cast<std::uint8_t>((k * k * 2654435761U + static_cast<unsigned>(i)) >> 13));
            }
            builder.addFile("a/" + std::to_string(i), noise);
        }
        builder.finish();
    }
    const std::uintmax_t size = std::filesystem::file_size(whole);
    const std::filesystem::path cut = m_folder.path() / "cut";
    for (const unsigned percent : {30U, 50U, 80U}) {
        std::filesystem::copy_file(whole, cut, std::filesystem::copy_options::overwrite_existing);
        cutFile(cut, size * percent / 100);
        const Content content = readAll(cut);
        QVERIFY(!content.end.hasValue());
        QCOMPARE(QString::fromLatin1(errorCodeName(content.end.error().code)), QStringLiteral("archive_damaged"));
        QCOMPARE(content.end.error().path, cut);
    }
    if (kind == ArchiveKind::Tar) { // exactly between two entries
        std::filesystem::copy_file(whole, cut, std::filesystem::copy_options::overwrite_existing);
        cutFile(cut, 2 * (512 + 3072));
        QVERIFY(readAll(cut).end.error().code == ErrorCode::ArchiveDamaged);
    }
}

void TstArchives::otherKindsAreRefused()
{
    const std::filesystem::path file = m_folder.path() / "other";
    writeBytes(file, bytesOf("just a text that nobody packed, long enough for a header or two of any kind of archive"));
    QVERIFY(readAll(file).end.error().code == ErrorCode::SourceUnsupported);
    writeBytes(file, {});
    QVERIFY(readAll(file).end.error().code == ErrorCode::SourceUnsupported);
    for (const ArchiveKind kind : {ArchiveKind::SevenZip, ArchiveKind::TarGzGz}) {
        {
            ArchiveBuilder builder(file, kind);
            builder.addFile("a/1", {1});
            builder.finish();
        }
        QVERIFY(readAll(file).end.error().code == ErrorCode::SourceUnsupported);
    }
    QVERIFY(readAll(m_folder.path() / "none").end.error().code == ErrorCode::FileNotFound);
}

void TstArchives::unsafeEntriesBecomeProblems()
{
    const std::filesystem::path file = m_folder.path() / "evil.tar";
    {
        ArchiveBuilder builder(file, ArchiveKind::Tar);
        builder.addFile("a/good", {1});
        builder.addSymlink("a/soft", "/etc/passwd");
        builder.addHardlink("a/hard", "a/good");
        builder.addPipe("a/pipe");
        builder.addFile("/etc/absolute", {2});
        builder.addFile("a/GOOD", {3});
        builder.addFile("b/good", {4});
        builder.finish();
    }
    const Content content = readAll(file);
    QVERIFY(content.end.hasValue());
    QCOMPARE(content.files.size(), std::size_t{2});
    QCOMPARE(content.files[1].name, std::string("b/good"));
    QCOMPARE(content.problems.size(), std::size_t{5});
    QCOMPARE(content.problemOf("a/soft"), std::string("archive_unsafe: a link"));
    QCOMPARE(content.problemOf("a/hard"), std::string("archive_unsafe: a link"));
    QCOMPARE(content.problemOf("a/pipe"), std::string("archive_unsafe: neither a file nor a folder"));
    QCOMPARE(content.problemOf("/etc/absolute"), std::string("archive_unsafe: an absolute path"));
    QCOMPARE(content.problemOf("a/GOOD"), std::string("archive_unsafe: a name met before"));
}

void TstArchives::zipWithSymlinkAndClimb()
{
    const std::filesystem::path file = m_folder.path() / "evil.zip";
    {
        ArchiveBuilder builder(file, ArchiveKind::Zip);
        builder.addFile("../../climb.png", {1});
        builder.addSymlink("a/link", "../../../etc/passwd");
        builder.addFile("a/good", {2});
        builder.finish();
    }
    const Content content = readAll(file);
    QVERIFY(content.end.hasValue());
    QCOMPARE(content.files.size(), std::size_t{1});
    QCOMPARE(content.files[0].bytes, (FileBytes{2}));
    QCOMPARE(content.problemOf("../../climb.png"), std::string("archive_unsafe: leads out of the archive"));
    QCOMPARE(content.problemOf("a/link"), std::string("archive_unsafe: a link"));
}

void TstArchives::unsafePaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("clean"); // empty: refused
    const auto row = [](const char* name, const QByteArray& path, const QByteArray& clean) {
        QTest::newRow(name) << path << clean;
    };
    row("usual", "a/b/c.jpg", "a/b/c.jpg");
    row("dots and doubled slashes", "./a//./b.jpg", "a/b.jpg");
    row("dots in a name", "a/..b..jpg", "a/..b..jpg");
    row("bytes beyond ASCII", "a/\xc3\xa9.jpg", "a/\xc3\xa9.jpg");
    row("climbs", "a/../../b", {});
    row("absolute", "/a/b", {});
    row("backslash", "a\\b", {});
    row("control character", "a/b\x1b[2J", {});
    row("newline", "a/b\n", {});
    row("drive letter", "C:/a", {});
    row("drive letter inside", "a/d:b", {});
    row("empty", "", {});
    row("only dots", "./.", {});
    row("255 bytes", QByteArray(255, 'x'), QByteArray(255, 'x'));
    row("256 bytes", QByteArray(256, 'x'), {});
    row("over 4096 in all", QByteArray("abcdefg/").repeated(513), {});
}

void TstArchives::unsafePaths()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, clean);
    EntryPaths paths;
    const Result<std::string> accepted = paths.accept(path.toStdString(), true);
    QCOMPARE(accepted ? QByteArray::fromStdString(*accepted) : QByteArray(), clean);
    if (!accepted) {
        QVERIFY(accepted.error().code == ErrorCode::ArchiveUnsafe);
        const std::string shown = accepted.error().path.string();
        QVERIFY(std::none_of(shown.begin(), shown.end(), [](char c) { return c >= 0 && c < ' '; }));
    }
}

void TstArchives::hiddenEntriesArePassedOver()
{
    const std::filesystem::path file = m_folder.path() / "hidden.tar";
    {
        ArchiveBuilder builder(file, ArchiveKind::Tar);
        builder.addFile("a/.DS_Store", {1});
        builder.addFile(".git/config", {1});
        builder.addFile("__MACOSX/a/1.jpg", {1});
        builder.addFile("a/1.jpg", {1});
        builder.finish();
    }
    const Content content = readAll(file);
    QCOMPARE(content.files.size(), std::size_t{1});
    QVERIFY(content.problems.empty());
}

void TstArchives::bombIsRefused()
{
    const std::filesystem::path file = m_folder.path() / "bomb.tar.zst";
    {
        ArchiveBuilder builder(file, ArchiveKind::TarZstd);
        const FileBytes zeros(std::size_t{40} << 20);
        for (int i = 0; i < 4; ++i) {
            builder.addFile("a/" + std::to_string(i), zeros);
        }
        builder.finish();
    }
    const Content content = readAll(file);
    QVERIFY(!content.end.hasValue());
    QVERIFY(content.end.error().code == ErrorCode::ArchiveUnsafe);
    QVERIFY(content.files.size() < 4);
}

void TstArchives::namesBeyondAscii()
{
    for (const ArchiveKind kind : {ArchiveKind::Tar, ArchiveKind::Zip}) {
        const std::filesystem::path file = m_folder.path() / "names";
        {
            ArchiveBuilder builder(file, kind);
            builder.addFile("caf\xc3\xa9/\xe7\x8c\xab.jpg", {1});
            builder.finish();
        }
        const Content content = readAll(file);
        QCOMPARE(content.files.size(), std::size_t{1});
        QCOMPARE(content.files[0].name, std::string("caf\xc3\xa9/\xe7\x8c\xab.jpg"));
    }
}

void TstArchives::changesNeverCrash()
{
    std::uint32_t state = 7;
    const auto draw = [&state](std::size_t below) {
        state = state * 1664525U + 1013904223U;
        return (state >> 8) % below;
    };
    for (const ArchiveKind kind : {ArchiveKind::Tar, ArchiveKind::TarGz, ArchiveKind::Zip}) {
        const std::filesystem::path file = m_folder.path() / "changed";
        {
            ArchiveBuilder builder(file, kind);
            builder.addFile("a/1", FileBytes(500, 1));
            builder.addFile("b/2", FileBytes(900, 2));
            builder.finish();
        }
        std::ifstream stream(file, std::ios::binary);
        const FileBytes bytes(std::istreambuf_iterator<char>(stream), {});
        for (int round = 0; round < 100; ++round) {
            FileBytes changed = bytes;
            for (std::size_t i = 0; i <= draw(3); ++i) {
                changed[draw(std::min<std::size_t>(changed.size(), 4000))] = static_cast<std::uint8_t>(draw(256));
            }
            writeBytes(file, changed);
            const Content content = readAll(file);
            QVERIFY(content.files.size() <= 2);
        }
    }
}

SACCADE_TEST(tst_archives, TstArchives)
#include "tst_archives.moc"
