#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"

namespace saccade {

/// Bytes mapped read-only. The file may be removed meanwhile, the bytes stay. Any thread.
class MappedBlob final
{
public:
    /// A regular file of exactly `size` bytes; size may be 0. FileUnreadable. Blocks.
    static Result<std::shared_ptr<const MappedBlob>> open(const std::filesystem::path& path, std::uint64_t size);
    /// The first `size` bytes of an open file, which may be closed afterwards.
    static Result<std::shared_ptr<const MappedBlob>> map(int descriptor, std::uint64_t size,
                                                         const std::filesystem::path& path);
    ~MappedBlob();
    MappedBlob(const MappedBlob&) = delete;
    MappedBlob& operator=(const MappedBlob&) = delete;

    [[nodiscard]] const std::uint8_t* data() const { return m_data; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }

private:
    MappedBlob(const std::uint8_t* data, std::uint64_t size) : m_data(data), m_size(size) {}

    const std::uint8_t* m_data;
    std::uint64_t m_size;
};

/// Grows by write() and is mapped when it is complete: a write through a mapping on a full disk would kill the process.
/// Removed by its owner, not by itself. One thread.
class BlobFile final
{
public:
    /// A new file that may grow to maxBytes (beyond is DiskFull). FileUnwritable, DiskFull. Blocks.
    static Result<std::unique_ptr<BlobFile>> create(const std::filesystem::path& path, std::uint64_t maxBytes,
                                                    FileLayer& layer = systemFileLayer());
    /// The same without a file, in anonymous memory.
    static Result<std::unique_ptr<BlobFile>> createInMemory();
    ~BlobFile();
    BlobFile(const BlobFile&) = delete;
    BlobFile& operator=(const BlobFile&) = delete;

    [[nodiscard]] std::uint64_t size() const { return m_written + m_buffer.size(); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; } ///< empty in memory
    Result<void> append(std::span<const std::uint8_t> bytes);
    /// Bytes appended before. offset + out.size() <= size().
    Result<void> read(std::uint64_t offset, std::span<std::uint8_t> out);
    /// Puts everything on the disk and maps it; append nothing after.
    Result<std::shared_ptr<const MappedBlob>> finish();

private:
    BlobFile(int descriptor, std::filesystem::path path, std::uint64_t maxBytes, FileLayer& layer);
    Result<void> flush();

    const int m_descriptor;
    const std::filesystem::path m_path; // empty in memory
    const std::uint64_t m_maxBytes;
    FileLayer& m_layer;
    std::uint64_t m_written = 0;
    std::vector<std::uint8_t> m_buffer;
};

} // namespace saccade
