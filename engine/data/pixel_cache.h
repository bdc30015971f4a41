#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/data/blob_file.h"
#include "engine/data/pixel_index.h"

namespace saccade {

/// Decoded pixels of data sets below FOLDER/pixels/KEY, so that the second opening maps them. Disposable: what is
/// damaged, or of another source or version, counts as absent. Any thread, several processes.
class PixelCache final
{
public:
    explicit PixelCache(std::filesystem::path folder);

    /// The key of a source opened at a side (0 = auto) in a mode.
    [[nodiscard]] static std::string key(const std::string& source, int side, ResizeMode mode);

    /// The data set kept under the key if its source still has the fingerprint; it becomes the most recently used.
    /// Every pixel is held to its checksum now; thumbnails when they are asked for, and a damaged one is shown as the
    /// network sees it, and nothing kept under the key from then on. Any error means "decode again", also a stop.
    /// Blocks: as long as reading the pixels takes, milliseconds when they are in memory.
    [[nodiscard]] Result<DataSet> open(const std::string& key, const std::string& fingerprint,
                                       const std::stop_token& stop = {}) const;

    /// Bytes used by everything kept. Blocks.
    [[nodiscard]] std::uint64_t bytes() const;
    /// How many data sets are kept. Blocks.
    [[nodiscard]] std::size_t count() const;
    /// Removes everything but what is being written now. A data set that is open keeps its pixels until it is closed.
    /// Blocks.
    void clear() const;
    /// Removes the least recently used until at most maxBytes remain; `keep` stays in any case. A data set that is open
    /// keeps its pixels until it is closed. Blocks.
    void trim(std::uint64_t maxBytes, const std::string& keep = {}) const;
    /// Removes unfinished folders whose writer is gone. Blocks.
    void removeLeftovers() const;

private:
    std::filesystem::path m_folder; // FOLDER/pixels
};

/// The pixels of one data set while they are being written: files in a *.partial folder, renamed when complete, or
/// anonymous memory. Without finish() nothing stays. One thread.
class PixelCacheEntry final
{
public:
    /// cacheFolder empty = in memory. expectedBytes is the least that will be written. FileUnwritable, DiskFull.
    /// Blocks.
    static Result<std::unique_ptr<PixelCacheEntry>> create(const std::filesystem::path& cacheFolder,
                                                           const std::string& key, std::uint64_t expectedBytes);
    ~PixelCacheEntry();
    PixelCacheEntry(const PixelCacheEntry&) = delete;
    PixelCacheEntry& operator=(const PixelCacheEntry&) = delete;

    /// A file of its own; at most 95 % of the free space may be used. The entry must outlive it.
    Result<std::unique_ptr<BlobFile>> newBlob();
    /// A blob that is not needed any more: frees its space now.
    void discard(std::unique_ptr<BlobFile> blob) const;
    /// The index becomes a data set: maps the blobs, computes the id, puts the folder in its place. thumbnails may be
    /// nullptr when index.thumbnails is empty. Blocks.
    Result<DataSet> finish(PixelIndex index, std::unique_ptr<BlobFile> pixels, std::unique_ptr<BlobFile> thumbnails);

private:
    PixelCacheEntry(std::filesystem::path target, std::filesystem::path partial, int lock);
    Result<void> keep(const PixelIndex& index, const std::filesystem::path& pixels,
                      const std::filesystem::path& thumbnails);

    const std::filesystem::path m_target;  // empty in memory
    const std::filesystem::path m_partial; // likewise
    const int m_lock;                      // descriptor of the partial folder, locked while we live
    int m_blobs = 0;
};

} // namespace saccade
