#include "engine/formats/stored_zip.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <zlib.h>

#include "engine/formats/little_endian.h"

namespace saccade {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint32_t kLocalMark = 0x04034b50;
constexpr std::uint32_t kDirectoryMark = 0x02014b50;
constexpr std::uint32_t kEndMark = 0x06054b50;
constexpr std::size_t kLocalHeader = 30;
constexpr std::size_t kDirectoryHeader = 46;
constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kLongestComment = 65'535;
constexpr std::uint16_t kEncrypted = 0x2041; // plainly, strongly, or its directory

Error invalid(std::string rule)
{
    return {ErrorCode::FormatInvalid, "zip: " + std::move(rule), {}};
}

std::string textAt(Bytes bytes, std::size_t at, std::size_t length)
{
    return {reinterpret_cast<const char*>(bytes.data() + at), length};
}

/// Where a file lies, from its own header to the last of its bytes.
struct Place
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Directory
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t count = 0;
};

/// The last record whose comment ends with the file.
std::optional<std::size_t> findEnd(Bytes bytes)
{
    for (std::size_t comment = 0; comment <= kLongestComment && kEndRecord + comment <= bytes.size(); ++comment) {
        const std::size_t at = bytes.size() - kEndRecord - comment;
        if (littleAt<std::uint32_t>(bytes, at) == kEndMark && littleAt<std::uint16_t>(bytes, at + 20) == comment) {
            return at;
        }
    }
    return std::nullopt;
}

Result<Directory> findDirectory(Bytes bytes)
{
    const std::optional<std::size_t> end = findEnd(bytes);
    if (!end) {
        return invalid("no end record");
    }
    const auto count = littleAt<std::uint16_t>(bytes, *end + 10);
    const std::size_t size = littleAt<std::uint32_t>(bytes, *end + 12);
    const std::size_t begin = littleAt<std::uint32_t>(bytes, *end + 16);
    if (littleAt<std::uint32_t>(bytes, *end + 4) != 0 || littleAt<std::uint16_t>(bytes, *end + 8) != count) {
        return invalid("more than one disk");
    }
    if (count == std::numeric_limits<std::uint16_t>::max() || begin == std::numeric_limits<std::uint32_t>::max()) {
        return invalid("above 4 GiB or 65,534 files");
    }
    if (begin > *end || size > *end - begin) {
        return invalid("directory outside the file");
    }
    return Directory{begin, begin + size, count};
}

/// The file's own header, which must agree with the directory; gives where its bytes begin.
Result<std::size_t> readLocalHeader(Bytes bytes, std::size_t at, const std::string& name)
{
    if (!isInside(bytes, at, kLocalHeader) || littleAt<std::uint32_t>(bytes, at) != kLocalMark) {
        return invalid(name + ": no header at its place");
    }
    const std::size_t nameLength = littleAt<std::uint16_t>(bytes, at + 26);
    const std::size_t extraLength = littleAt<std::uint16_t>(bytes, at + 28);
    if (!isInside(bytes, at + kLocalHeader, nameLength + extraLength) ||
        textAt(bytes, at + kLocalHeader, nameLength) != name || littleAt<std::uint16_t>(bytes, at + 8) != 0) {
        return invalid(name + ": its header disagrees with the directory");
    }
    return at + kLocalHeader + nameLength + extraLength;
}

/// `files` is what lies before the directory.
Result<ZipEntry> readFile(Bytes files, Bytes header, std::string name, Place& place)
{
    const auto flags = littleAt<std::uint16_t>(header, 8);
    const std::size_t size = littleAt<std::uint32_t>(header, 24);
    if ((flags & kEncrypted) != 0) {
        return invalid(name + ": encrypted");
    }
    if (littleAt<std::uint16_t>(header, 10) != 0 || littleAt<std::uint32_t>(header, 20) != size) {
        return invalid(name + ": compressed, only stored files are read");
    }
    place.begin = littleAt<std::uint32_t>(header, 42);
    const Result<std::size_t> begin = readLocalHeader(files, place.begin, name);
    if (!begin) {
        return begin.error();
    }
    if (!isInside(files, *begin, size)) {
        return invalid(name + ": ends outside the file");
    }
    place.end = *begin + size;
    const Bytes bytes = files.subspan(*begin, size);
    const bool isIntact = crc32_z(0, bytes.data(), bytes.size()) == littleAt<std::uint32_t>(header, 16);
    return ZipEntry{std::move(name), bytes, isIntact};
}

Result<void> checkNames(const std::vector<ZipEntry>& entries)
{
    std::vector<std::string> names;
    for (const ZipEntry& entry : entries) {
        names.push_back(entry.name);
    }
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    return twice == names.end() ? Result<void>() : Result<void>(invalid(*twice + ": twice in the directory"));
}

Result<void> checkPlaces(std::vector<Place> places)
{
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < places.size(); ++i) {
        if (places[i].begin < places[i - 1].end) {
            return invalid("two files share their bytes");
        }
    }
    return {};
}

} // namespace

Result<std::vector<ZipEntry>> readStoredZip(Bytes bytes)
{
    const Result<Directory> directory = findDirectory(bytes);
    if (!directory) {
        return directory.error();
    }
    std::vector<ZipEntry> entries;
    std::vector<Place> places(directory->count);
    const Bytes lines = bytes.first(directory->end);
    std::size_t at = directory->begin;
    for (Place& place : places) {
        if (!isInside(lines, at, kDirectoryHeader) || littleAt<std::uint32_t>(lines, at) != kDirectoryMark) {
            return invalid("directory cut off");
        }
        const Bytes header = lines.subspan(at, kDirectoryHeader);
        const std::size_t nameLength = littleAt<std::uint16_t>(header, 28);
        const std::size_t length =
            nameLength + littleAt<std::uint16_t>(header, 30) + littleAt<std::uint16_t>(header, 32);
        if (!isInside(lines, at + kDirectoryHeader, length)) {
            return invalid("directory cut off");
        }
        Result<ZipEntry> entry =
            readFile(bytes.first(directory->begin), header, textAt(lines, at + kDirectoryHeader, nameLength), place);
        if (!entry) {
            return entry.error();
        }
        entries.push_back(std::move(entry).value());
        at += kDirectoryHeader + length;
    }
    if (const Result<void> names = checkNames(entries); !names) {
        return names.error();
    }
    const Result<void> apart = checkPlaces(std::move(places));
    return apart ? Result<std::vector<ZipEntry>>(std::move(entries)) : Result<std::vector<ZipEntry>>(apart.error());
}

} // namespace saccade
