#include "engine/decode/archive_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "engine/base/sha256.h"
#include "engine/decode/archive_reader.h"
#include "engine/decode/folder_layout.h"
#include "engine/decode/image_header.h"

namespace saccade {

namespace {

constexpr std::uint64_t kUnpackedAlways = 100'000'000;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::size_t kMaxEntries = 20'000'000;
constexpr std::size_t kPiece = std::size_t{256} << 10;

const char* faultOfKind(archive_entry* entry)
{
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK) {
        return "a link";
    }
    const auto type = archive_entry_filetype(entry);
    return type == AE_IFREG || type == AE_IFDIR ? nullptr : "neither a file nor a folder";
}

// The entry's bytes, or a little more than an image may have. Negative: libarchive's state. A first piece of one byte
// more than announced comes back short, which ends most files with one call and without a spare buffer to clear.
la_ssize_t readToEnd(archive* reader, std::uint64_t announced, std::vector<std::uint8_t>& bytes)
{
    for (std::size_t piece = std::min<std::size_t>(announced + 1, kPiece);; piece = kPiece) {
        const std::size_t have = bytes.size();
        bytes.resize(have + piece);
        const la_ssize_t got = archive_read_data(reader, bytes.data() + have, piece);
        bytes.resize(have + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < static_cast<la_ssize_t>(piece) || bytes.size() > kMaxImageBytes) {
            return got;
        }
    }
}

} // namespace

Result<std::unique_ptr<ArchiveSource>> ArchiveSource::open(const std::filesystem::path& file)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0) {
        return Error{errno == ENOENT ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable,
                     std::generic_category().message(errno), file};
    }
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    std::unique_ptr<ArchiveSource> source(new ArchiveSource(file, bytes));
    Sha256 hash;
    hash.add(std::string_view(file.native()));
    hash.add(bytes);
    hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_sec));
    hash.add(static_cast<std::uint64_t>(status.st_mtim.tv_nsec));
    source->m_fingerprint = hash.finishHex();
    return source;
}

Result<void> ArchiveSource::read(const std::function<bool(EncodedFile)>& take)
{
    const int descriptor = ::open(m_file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return Error{ErrorCode::FileUnreadable, std::generic_category().message(errno), m_file};
    }
    const Utf8Names names;
    const ArchiveReader reader = openArchive(descriptor);
    Result<void> result =
        reader ? readEntries(reader.get(), descriptor, take) : Error{ErrorCode::OutOfMemory, "", m_file};
    ::close(descriptor);
    return result;
}

Result<void> ArchiveSource::readEntries(archive* reader, int descriptor, const std::function<bool(EncodedFile)>& take)
{
    archive_entry* entry = nullptr;
    int state = archive_read_next_header(reader, &entry);
    if (const Result<void> known = checkKind(reader, state, descriptor, m_file); !known) {
        return known;
    }
    bool goOn = true;
    for (std::size_t count = 0; state == ARCHIVE_OK || state == ARCHIVE_WARN; ++count) {
        if (count > kMaxEntries) {
            return Error{ErrorCode::ArchiveUnsafe, "more than 20 million entries", m_file};
        }
        if (Result<void> read = readEntry(reader, entry, take, goOn); !read || !goOn) {
            return read;
        }
        m_share = std::min(1.0, static_cast<double>(archive_filter_bytes(reader, -1)) / static_cast<double>(m_bytes));
        state = archive_read_next_header(reader, &entry);
    }
    if (state != ARCHIVE_EOF || !hasEndMark(reader, descriptor, m_bytes)) {
        return damaged(reader);
    }
    m_share = 1;
    return {};
}

Result<void> ArchiveSource::readEntry(archive* reader, archive_entry* entry,
                                      const std::function<bool(EncodedFile)>& take, bool& goOn)
{
    const bool isFolder = archive_entry_filetype(entry) == AE_IFDIR;
    if (archive_entry_size_is_set(entry) != 0) {
        if (Result<void> counted = addUnpacked(static_cast<std::uint64_t>(archive_entry_size(entry))); !counted) {
            return counted;
        }
    }
    const char* path = entryPath(entry);
    Result<std::string> name = m_paths.accept(path, !isFolder);
    if (!name || isHiddenEntry(*name)) {
        if (!name && std::string_view(path) != "./") {
            m_problems.push_back(name.error());
        }
        return {};
    }
    if (const char* fault = faultOfKind(entry)) {
        m_problems.push_back({ErrorCode::ArchiveUnsafe, fault, *name});
        return {};
    }
    if (isFolder) {
        m_folders.push_back(*name);
        return {};
    }
    Result<EncodedFile> file = readFile(reader, entry, *std::move(name));
    if (!file) {
        return file.error();
    }
    goOn = take(*std::move(file));
    return {};
}

Result<EncodedFile> ArchiveSource::readFile(archive* reader, archive_entry* entry, std::string name)
{
    EncodedFile file{std::move(name), {}, {}, {}};
    const bool isSized = archive_entry_size_is_set(entry) != 0;
    const std::uint64_t announced = isSized ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    if (announced > kMaxImageBytes) {
        file.state = Error{ErrorCode::ImageTooLarge, std::to_string(announced) + " bytes", pathOf(file.name)};
        return file;
    }
    const la_ssize_t state = readToEnd(reader, announced, file.bytes);
    if (state == ARCHIVE_FATAL) {
        return damaged(reader);
    }
    const std::uint64_t read = file.bytes.size();
    if (state < 0) {
        const char* why = archive_error_string(reader);
        file.state = Error{ErrorCode::ImageDamaged, why != nullptr ? why : "", pathOf(file.name)};
    } else if (read > kMaxImageBytes) {
        file.state =
            Error{ErrorCode::ImageTooLarge, "over " + std::to_string(kMaxImageBytes) + " bytes", pathOf(file.name)};
        file.bytes.clear();
    }
    if (const Result<void> counted = addUnpacked(read - std::min(read, announced)); !counted) {
        return counted.error();
    }
    return file;
}

Result<void> ArchiveSource::addUnpacked(std::uint64_t bytes)
{
    m_unpacked += std::min(bytes, std::uint64_t{1} << 62);
    if (m_unpacked > kUnpackedAlways && m_unpacked / kMaxRatio > m_bytes) {
        return Error{ErrorCode::ArchiveUnsafe, "unpacks to more than 200 times its size", m_file};
    }
    return {};
}

Error ArchiveSource::damaged(archive* reader) const
{
    const char* why = archive_error_string(reader);
    return {ErrorCode::ArchiveDamaged, why != nullptr ? why : "no end mark", m_file};
}

Result<SourceLayout> ArchiveSource::layOut(const std::vector<std::string>& names) const
{
    return layOutFolders(names, m_folders);
}

} // namespace saccade
