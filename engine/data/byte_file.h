#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/data/byte_stream.h"

namespace saccade {

/// A regular file from front to back; gzip, known by its first bytes, is unpacked on the way. One thread but for
/// shareRead().
class ByteFile final : public ByteStream
{
public:
    /// FileNotFound, FileUnreadable (also for pipes and devices). Blocks.
    static Result<std::unique_ptr<ByteFile>> open(const std::filesystem::path& file);
    ~ByteFile() override;
    ByteFile(const ByteFile&) = delete;
    ByteFile& operator=(const ByteFile&) = delete;

    /// FileUnreadable; gzip: ArchiveDamaged (cut off, broken, or followed by other bytes), ArchiveUnsafe (a bomb: more
    /// than 200 times the file's size and 100 MB).
    Result<std::size_t> read(std::span<std::uint8_t> out) override;
    [[nodiscard]] std::uint64_t mostBytes() const override;

    [[nodiscard]] bool isPacked() const { return m_unpacker != nullptr; }
    [[nodiscard]] std::uint64_t storedBytes() const { return m_storedBytes; }
    [[nodiscard]] std::int64_t changedNs() const { return m_changedNs; }
    /// What of the file has been read, 0..1. Any thread.
    [[nodiscard]] double shareRead() const;

private:
    struct Unpacker;

    ByteFile(int descriptor, std::filesystem::path file, std::uint64_t storedBytes, std::int64_t changedNs);
    Result<void> startUnpacking();
    Result<std::size_t> readStored(std::span<std::uint8_t> out);
    Result<std::size_t> readUnpacked(std::span<std::uint8_t> out);
    Result<void> refill();
    Result<bool> hasAnotherMember();
    Result<void> countUnpacked(std::size_t bytes);

    const int m_descriptor;
    const std::filesystem::path m_file;
    const std::uint64_t m_storedBytes;
    const std::int64_t m_changedNs;
    std::atomic<std::uint64_t> m_storedRead = 0;
    std::uint64_t m_unpacked = 0;
    std::unique_ptr<Unpacker> m_unpacker; // nullptr: the file is not packed
};

} // namespace saccade
