#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace saccade {

/// Bytes that share a checksum: small enough to be checked on the way to one thumbnail.
inline constexpr std::size_t kChecksumBlock = std::size_t{256} << 10;

/// 64 bits over a block, at the speed of memory. Notices every change within eight aligned bytes, and others but for
/// one in 2^64; made against disks, not against people. Any thread.
[[nodiscard]] std::uint64_t blockChecksum(std::span<const std::uint8_t> block);

/// Of every block; the last one may be shorter. Blocks: some 10 GB a second and thread, plus the reading.
[[nodiscard]] std::vector<std::uint64_t> blockChecksums(std::span<const std::uint8_t> bytes);

/// The bytes still have their checksums. Two threads; false when stopped. Blocks as above.
[[nodiscard]] bool haveChecksums(std::span<const std::uint8_t> bytes, const std::vector<std::uint64_t>& checksums,
                                 const std::stop_token& stop = {});

[[nodiscard]] inline std::size_t checksumCount(std::uint64_t bytes)
{
    return static_cast<std::size_t>(bytes / kChecksumBlock + (bytes % kChecksumBlock != 0 ? 1 : 0));
}

/// The block of that number.
[[nodiscard]] std::span<const std::uint8_t> blockAt(std::span<const std::uint8_t> bytes, std::size_t index);

} // namespace saccade
