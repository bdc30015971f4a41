#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

/// One file of a zip; its bytes are lent.
struct ZipEntry
{
    std::string name; ///< with '/' between folders
    std::span<const std::uint8_t> bytes;
    bool isIntact = true; ///< the checksum that the zip holds is that of the bytes
};

/// Where the bytes of each file begin: at a multiple of this, so that a mapped file has aligned arrays.
inline constexpr std::size_t kZipAlignment = 64;

/// A zip whose files are stored as they are, with checksums, in the given order, without dates. Source: APPNOTE.TXT of
/// PKWARE, sections 4.3.7, 4.3.12 and 4.3.16. FormatInvalid above 4 GiB or 65,535 files, which would be a zip64. Any
/// thread.
[[nodiscard]] Result<std::vector<std::uint8_t>> encodeStoredZip(const std::vector<ZipEntry>& entries);

/// The files of such a zip; a wrong checksum is no error, some writers leave it out. Strict otherwise: nothing
/// compressed or encrypted, no name twice, no bytes that belong to two files, everything inside, one disk.
/// FormatInvalid says which rule. Any thread.
[[nodiscard]] Result<std::vector<ZipEntry>> readStoredZip(std::span<const std::uint8_t> bytes);

} // namespace saccade
