#include <limits>
#include <zlib.h>

#include "engine/formats/little_endian.h"
#include "engine/formats/stored_zip.h"

namespace saccade {

namespace {

constexpr std::uint16_t kVersion = 10; // of a zip with stored files only
constexpr std::uint16_t kUtf8Names = 0x0800;
constexpr std::uint16_t kFirstDay = 0x0021; // 1 January 1980, the earliest there is
constexpr std::size_t kLocalHeader = 30;
constexpr std::size_t kExtraHeader = 4;
constexpr std::uint16_t kPaddingKind = 0x4246; // what PyTorch calls its own padding
constexpr std::uint8_t kPaddingByte = 'Z';
constexpr std::uint64_t kLargest = std::numeric_limits<std::uint32_t>::max() - 1;

void putText(std::vector<std::uint8_t>& bytes, const std::string& text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

/// What both headers of a file say of it, from the flags to the length of its name.
void putFacts(std::vector<std::uint8_t>& bytes, const ZipEntry& entry, std::uint32_t checksum)
{
    const auto size = static_cast<std::uint32_t>(entry.bytes.size());
    putLittle(bytes, kUtf8Names);
    putLittle(bytes, std::uint16_t{0}); // stored
    putLittle(bytes, std::uint16_t{0}); // midnight
    putLittle(bytes, kFirstDay);
    putLittle(bytes, checksum);
    putLittle(bytes, size);
    putLittle(bytes, size);
    putLittle(bytes, static_cast<std::uint16_t>(entry.name.size()));
}

/// An extra field of `length` bytes, which are none or at least its header's.
void putPadding(std::vector<std::uint8_t>& bytes, std::size_t length)
{
    if (length > 0) {
        putLittle(bytes, kPaddingKind);
        putLittle(bytes, static_cast<std::uint16_t>(length - kExtraHeader));
        bytes.insert(bytes.end(), length - kExtraHeader, kPaddingByte);
    }
}

std::size_t paddingFor(std::size_t end)
{
    const std::size_t rest = (kZipAlignment - end % kZipAlignment) % kZipAlignment;
    return rest == 0 || rest >= kExtraHeader ? rest : rest + kZipAlignment;
}

void putFile(std::vector<std::uint8_t>& bytes, const ZipEntry& entry, std::uint32_t checksum)
{
    const std::size_t padding = paddingFor(bytes.size() + kLocalHeader + entry.name.size());
    putLittle(bytes, std::uint32_t{0x04034b50});
    putLittle(bytes, kVersion);
    putFacts(bytes, entry, checksum);
    putLittle(bytes, static_cast<std::uint16_t>(padding));
    putText(bytes, entry.name);
    putPadding(bytes, padding);
    bytes.insert(bytes.end(), entry.bytes.begin(), entry.bytes.end());
}

void putDirectoryEntry(std::vector<std::uint8_t>& bytes, const ZipEntry& entry, std::uint32_t checksum,
                       std::size_t place)
{
    putLittle(bytes, std::uint32_t{0x02014b50});
    putLittle(bytes, kVersion);
    putLittle(bytes, kVersion);
    putFacts(bytes, entry, checksum);
    bytes.insert(bytes.end(), 12, 0); // no extra field, comment, disk or attributes
    putLittle(bytes, static_cast<std::uint32_t>(place));
    putText(bytes, entry.name);
}

void putEnd(std::vector<std::uint8_t>& bytes, std::size_t count, std::size_t directory)
{
    const std::size_t size = bytes.size() - directory;
    putLittle(bytes, std::uint32_t{0x06054b50});
    bytes.insert(bytes.end(), 4, 0); // the only disk
    putLittle(bytes, static_cast<std::uint16_t>(count));
    putLittle(bytes, static_cast<std::uint16_t>(count));
    putLittle(bytes, static_cast<std::uint32_t>(size));
    putLittle(bytes, static_cast<std::uint32_t>(directory));
    bytes.insert(bytes.end(), 2, 0); // no comment
}

/// Bytes of the zip, at most some padding too many.
std::uint64_t roomFor(const std::vector<ZipEntry>& entries)
{
    std::uint64_t room = 100;
    for (const ZipEntry& entry : entries) {
        room += entry.bytes.size() + 2 * entry.name.size() + 200;
    }
    return room;
}

} // namespace

Result<std::vector<std::uint8_t>> encodeStoredZip(const std::vector<ZipEntry>& entries)
{
    const std::uint64_t room = roomFor(entries);
    if (room > kLargest || entries.size() >= std::numeric_limits<std::uint16_t>::max()) {
        return Error{ErrorCode::FormatInvalid, "more than a zip of 4 GiB and 65,535 files holds", {}};
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(room);
    std::vector<std::uint8_t> directory;
    for (const ZipEntry& entry : entries) {
        if (entry.name.size() > std::numeric_limits<std::uint16_t>::max()) {
            return Error{ErrorCode::FormatInvalid, "a name longer than a zip holds", {}};
        }
        const auto checksum = static_cast<std::uint32_t>(crc32_z(0, entry.bytes.data(), entry.bytes.size()));
        putDirectoryEntry(directory, entry, checksum, bytes.size());
        putFile(bytes, entry, checksum);
    }
    const std::size_t place = bytes.size();
    bytes.insert(bytes.end(), directory.begin(), directory.end());
    putEnd(bytes, entries.size(), place);
    return bytes;
}

} // namespace saccade
