#include "engine/decode/cifar_archive.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "engine/base/sha256.h"
#include "engine/data/cifar_format.h"
#include "engine/decode/archive_reader.h"
#include "engine/decode/entry_path.h"

namespace saccade {

namespace {

constexpr int kEntriesLookedAt = 16;
constexpr la_int64_t kBytesPassedOver = la_int64_t{1} << 20;
constexpr std::size_t kMaxEntries = 1000; // a CIFAR set has eight
constexpr std::uint64_t kUnpackedAlways = 100'000'000;
constexpr std::uint64_t kMaxRatio = 200;

/// An open archive; members end in the order that libarchive needs.
class OpenedArchive final
{
public:
    explicit OpenedArchive(const std::filesystem::path& file)
        : descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)),
          reader(descriptor >= 0 ? openArchive(descriptor) : nullptr)
    {}
    ~OpenedArchive()
    {
        reader.reset();
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
    OpenedArchive(const OpenedArchive&) = delete;
    OpenedArchive& operator=(const OpenedArchive&) = delete;

    const int descriptor;
    ArchiveReader reader;

private:
    const Utf8Names m_names;
};

std::string leafOf(const std::string& name)
{
    return name.substr(name.rfind('/') + 1); // npos + 1 is 0
}

bool isPlainFile(archive_entry* entry)
{
    return archive_entry_hardlink(entry) == nullptr && archive_entry_filetype(entry) == AE_IFREG;
}

/// The entry that the archive stands at.
class EntryStream final : public ByteStream
{
public:
    EntryStream(archive* reader, std::uint64_t size, const std::filesystem::path& file)
        : m_reader(reader), m_size(size), m_file(file)
    {}

    Result<std::size_t> read(std::span<std::uint8_t> out) override
    {
        std::size_t have = 0;
        while (have < out.size()) {
            const la_ssize_t got = archive_read_data(m_reader, out.data() + have, out.size() - have);
            if (got < 0) {
                const char* why = archive_error_string(m_reader);
                return Error{ErrorCode::ArchiveDamaged, why != nullptr ? why : "", m_file};
            }
            if (got == 0) {
                break;
            }
            have += static_cast<std::size_t>(got);
        }
        return have;
    }
    [[nodiscard]] std::uint64_t mostBytes() const override { return m_size; }

private:
    archive* m_reader;
    const std::uint64_t m_size;
    const std::filesystem::path& m_file;
};

class CifarArchive final : public RawSource
{
public:
    CifarArchive(std::filesystem::path file, CifarKind kind, const struct stat& status)
        : m_file(std::move(file)), m_bytes(static_cast<std::uint64_t>(status.st_size)), m_kind(kind), m_reader(kind)
    {
        Sha256 hash;
        hash.add(std::string_view("cifar"));
        hash.add(std::string_view(m_file.native()));
        hash.add(m_bytes);
        hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_sec));
        hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_nsec));
        m_fingerprint = hash.finishHex();
    }

    [[nodiscard]] const std::string& fingerprint() const override { return m_fingerprint; }
    [[nodiscard]] std::size_t imageCount() const override { return 0; }
    [[nodiscard]] double shareRead() const override { return m_share; }
    [[nodiscard]] bool isSlowAt(int /*side*/) const override { return true; }
    [[nodiscard]] std::vector<Error> problems() const override { return m_problems; }
    Result<void> read(const std::function<bool(RawImage)>& take) override;
    [[nodiscard]] Result<RawLayout> layout() const override { return m_reader.layout(); }

private:
    Result<void> readEntry(archive* reader, archive_entry* entry, const std::function<bool(RawImage)>& take);

    const std::filesystem::path m_file;
    const std::uint64_t m_bytes;
    const CifarKind m_kind;
    CifarReader m_reader;
    std::string m_fingerprint;
    EntryPaths m_paths;
    std::set<std::string> m_met; // names of files with records
    std::vector<Error> m_problems;
    std::uint64_t m_unpacked = 0;
    std::atomic<double> m_share = 0;
};

Result<void> CifarArchive::read(const std::function<bool(RawImage)>& take)
{
    const OpenedArchive opened(m_file);
    if (!opened.reader) {
        return Error{ErrorCode::FileUnreadable, std::generic_category().message(errno), m_file};
    }
    archive* reader = opened.reader.get();
    archive_entry* entry = nullptr;
    int state = archive_read_next_header(reader, &entry);
    bool goOn = true;
    const auto takeOne = [&](RawImage image) {
        m_share = std::min(1.0, static_cast<double>(archive_filter_bytes(reader, -1)) / static_cast<double>(m_bytes));
        goOn = take(std::move(image));
        return goOn;
    };
    for (std::size_t count = 0; state == ARCHIVE_OK || state == ARCHIVE_WARN; ++count) {
        if (count > kMaxEntries) {
            return Error{ErrorCode::SourceUnsupported, "more entries than a CIFAR archive has", m_file};
        }
        if (Result<void> done = readEntry(reader, entry, takeOne); !done || !goOn) {
            return done;
        }
        state = archive_read_next_header(reader, &entry);
    }
    if (state != ARCHIVE_EOF || !hasEndMark(reader, opened.descriptor, m_bytes)) {
        const char* why = archive_error_string(reader);
        return Error{ErrorCode::ArchiveDamaged, why != nullptr ? why : "no end mark", m_file};
    }
    m_share = 1;
    return {};
}

Result<void> CifarArchive::readEntry(archive* reader, archive_entry* entry, const std::function<bool(RawImage)>& take)
{
    m_unpacked += static_cast<std::uint64_t>(std::clamp(archive_entry_size(entry), la_int64_t{0}, la_int64_t{1} << 50));
    if (m_unpacked > kUnpackedAlways && m_unpacked / kMaxRatio > m_bytes) {
        return Error{ErrorCode::ArchiveUnsafe, "unpacks to more than 200 times its size", m_file};
    }
    const Result<std::string> name = m_paths.accept(entryPath(entry), isPlainFile(entry));
    if (!name && std::string_view(entryPath(entry)) != "./") {
        m_problems.push_back(name.error());
    }
    if (!name || isHiddenEntry(*name)) {
        return {};
    }
    const std::string leaf = leafOf(*name);
    const std::optional<CifarFile> records = cifarFileNamed(leaf);
    const bool isOurs = records && records->kind == m_kind;
    if (!isOurs && cifarNamesNamed(leaf) != m_kind) {
        return {};
    }
    if (!isPlainFile(entry)) {
        m_problems.push_back({ErrorCode::ArchiveUnsafe, "no plain file", *name});
        return {};
    }
    if (archive_entry_size_is_set(entry) == 0 || archive_entry_size(entry) < 0) {
        return Error{ErrorCode::FormatInvalid, "CIFAR: " + leaf + " has no size", m_file};
    }
    const auto bytes = static_cast<std::uint64_t>(archive_entry_size(entry));
    EntryStream stream(reader, bytes, m_file);
    if (isOurs && !m_met.insert(records->stem).second) {
        return Error{ErrorCode::FormatInvalid, "CIFAR: " + leaf + " is there twice", m_file};
    }
    const Result<void> read = isOurs ? m_reader.readRecords(stream, *records, bytes, take) : m_reader.readNames(stream);
    if (!read && read.error().code == ErrorCode::FormatInvalid) {
        return Error{ErrorCode::FormatInvalid, leaf + ": " + read.error().detail, m_file};
    }
    return read;
}

// Images or anything else at the beginning: no CIFAR. The header alone costs nothing, but to pass over an entry's bytes
// they must be unpacked, so only few are looked at.
std::optional<CifarKind> kindInside(const std::filesystem::path& file)
{
    const OpenedArchive opened(file);
    archive_entry* entry = nullptr;
    la_int64_t passedOver = 0;
    for (int i = 0; opened.reader && i < kEntriesLookedAt && passedOver < kBytesPassedOver; ++i) {
        const int state = archive_read_next_header(opened.reader.get(), &entry);
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN) {
            return {};
        }
        const std::string leaf = leafOf(entryPath(entry));
        if (const std::optional<CifarFile> records = cifarFileNamed(leaf); records && isPlainFile(entry)) {
            return records->kind;
        }
        passedOver += std::max(archive_entry_size(entry), la_int64_t{0});
    }
    return {};
}

} // namespace

Result<std::unique_ptr<RawSource>> openCifarArchive(const std::filesystem::path& file)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::unique_ptr<RawSource>();
    }
    const std::optional<CifarKind> kind = kindInside(file);
    std::unique_ptr<RawSource> source;
    if (kind) {
        source = std::make_unique<CifarArchive>(file, *kind, status);
    }
    return source;
}

} // namespace saccade
