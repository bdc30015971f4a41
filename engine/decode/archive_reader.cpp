#include "engine/decode/archive_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "engine/decode/byte_view.h"

namespace saccade {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kReadAhead = std::size_t{256} << 10;
constexpr std::size_t kTarBlock = 512;

bool hasArchiveMagic(int descriptor)
{
    std::array<std::uint8_t, kTarBlock> start{};
    const ssize_t got = ::pread(descriptor, start.data(), start.size(), 0);
    const ByteView view(
        std::span<const std::uint8_t>(start).first(static_cast<std::size_t>(std::max<ssize_t>(got, 0))));
    return view.hasText(0, "\x1f\x8b"sv) || view.hasText(0, "BZh"sv) ||
           view.hasText(0, "\xfd"
                           "7zXZ\0"sv) ||
           view.hasText(0, "\x28\xb5\x2f\xfd"sv) || view.hasText(0, "PK\x03\x04"sv) || view.hasText(257, "ustar"sv);
}

} // namespace

void CloseArchive::operator()(archive* reader) const
{
    archive_read_free(reader);
}

ArchiveReader openArchive(int descriptor)
{
    ArchiveReader reader(archive_read_new());
    if (reader) {
        archive_read_support_filter_gzip(reader.get());
        archive_read_support_filter_bzip2(reader.get());
        archive_read_support_filter_xz(reader.get());
        archive_read_support_filter_zstd(reader.get());
        archive_read_support_format_tar(reader.get());
        archive_read_support_format_zip(reader.get());
        // A failure shows again with the first header.
        archive_read_open_fd(reader.get(), descriptor, kReadAhead);
    }
    return reader;
}

Result<void> checkKind(archive* reader, int firstState, int descriptor, const std::filesystem::path& file)
{
    if (firstState == ARCHIVE_FATAL || firstState == ARCHIVE_FAILED) {
        const char* text = archive_error_string(reader);
        const std::string why = text != nullptr ? text : "";
        const bool isOther = why.empty() || why.starts_with("Unrecognized") || !hasArchiveMagic(descriptor);
        return Error{isOther ? ErrorCode::SourceUnsupported : ErrorCode::ArchiveDamaged, why, file};
    }
    // The file itself counts as one.
    if (archive_filter_count(reader) > 2) {
        return Error{ErrorCode::SourceUnsupported, "compressed more than once", file};
    }
    return {};
}

bool hasEndMark(archive* reader, int descriptor, std::uint64_t bytes)
{
    const bool isTar = (archive_format(reader) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    if (!isTar || archive_filter_count(reader) > 1) {
        return true;
    }
    std::array<char, kTarBlock> block{};
    return bytes >= block.size() &&
           ::pread(descriptor, block.data(), block.size(), static_cast<off_t>(bytes - block.size())) ==
               static_cast<ssize_t>(block.size()) &&
           std::all_of(block.begin(), block.end(), [](char byte) { return byte == 0; });
}

const char* entryPath(archive_entry* entry)
{
    if (const char* path = archive_entry_pathname(entry)) {
        return path;
    }
    const char* path = archive_entry_pathname_utf8(entry);
    return path != nullptr ? path : "";
}

Utf8Names::Utf8Names() : m_utf8(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), m_before(nullptr)
{
    if (m_utf8 != nullptr) {
        m_before = uselocale(m_utf8);
    }
}

Utf8Names::~Utf8Names()
{
    if (m_utf8 != nullptr) {
        uselocale(m_before);
        freelocale(m_utf8);
    }
}

} // namespace saccade
