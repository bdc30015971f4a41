#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <limits>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

#include "engine/base/atomic_file.h"
#include "engine/data/block_checksum.h"
#include "engine/data/data_set_id.h"
#include "engine/data/pixel_cache.h"
#include "engine/data/pixel_cache_files.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

// The rest is left for other programs and for the run that follows.
std::uint64_t usableBytes(const fs::path& folder)
{
    std::error_code failed;
    const fs::space_info space = fs::space(folder, failed);
    return failed ? std::numeric_limits<std::uint64_t>::max() : space.available / 100 * 95;
}

Error unwritable(int number, const fs::path& path)
{
    return {number == ENOSPC || number == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
            std::generic_category().message(number), path};
}

} // namespace

PixelCacheEntry::PixelCacheEntry(fs::path target, fs::path partial, int lock)
    : m_target(std::move(target)), m_partial(std::move(partial)), m_lock(lock)
{}

PixelCacheEntry::~PixelCacheEntry()
{
    if (m_lock >= 0) {
        std::error_code ignored;
        fs::remove_all(m_partial, ignored);
        ::close(m_lock);
    }
}

Result<std::unique_ptr<PixelCacheEntry>> PixelCacheEntry::create(const fs::path& cacheFolder, const std::string& key,
                                                                 std::uint64_t expectedBytes)
{
    if (cacheFolder.empty()) {
        return std::unique_ptr<PixelCacheEntry>(new PixelCacheEntry({}, {}, -1));
    }
    const fs::path folder = cacheFolder / kPixelsFolder;
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        return unwritable(failed.value(), folder);
    }
    if (const std::uint64_t usable = usableBytes(folder); expectedBytes > usable) {
        return Error{ErrorCode::DiskFull,
                     std::to_string(expectedBytes) + " bytes needed, " + std::to_string(usable) + " usable", folder};
    }
    std::string partial = (folder / (key + kPartialMark + "-XXXXXX")).string();
    if (::mkdtemp(partial.data()) == nullptr) {
        return unwritable(errno, folder);
    }
    const int lock = ::open(partial.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        return unwritable(errno, partial);
    }
    return std::unique_ptr<PixelCacheEntry>(new PixelCacheEntry(folder / key, partial, lock));
}

Result<std::unique_ptr<BlobFile>> PixelCacheEntry::newBlob()
{
    if (m_target.empty()) {
        return BlobFile::createInMemory();
    }
    // The final name is given by finish(): a blob may be replaced by a later one.
    return BlobFile::create(m_partial / ("blob-" + std::to_string(m_blobs++)), usableBytes(m_partial));
}

void PixelCacheEntry::discard(std::unique_ptr<BlobFile> blob) const
{
    if (!blob->path().empty()) {
        std::error_code ignored;
        fs::remove(blob->path(), ignored);
    }
}

Result<DataSet> PixelCacheEntry::finish(PixelIndex index, std::unique_ptr<BlobFile> pixels,
                                        std::unique_ptr<BlobFile> thumbnails)
{
    const auto mappedPixels = pixels->finish();
    const auto mappedThumbnails = thumbnails ? thumbnails->finish() : mappedPixels;
    if (!mappedPixels || !mappedThumbnails) {
        return mappedPixels ? mappedThumbnails.error() : mappedPixels.error();
    }
    index.pixelBytes = (*mappedPixels)->size();
    index.thumbnailBytes = thumbnails ? (*mappedThumbnails)->size() : 0;
    DataSet set = index.set;
    set.pixels = std::make_shared<MappedStore>(*mappedPixels, index.pixels);
    set.thumbnails =
        index.thumbnails.empty() ? set.pixels : std::make_shared<MappedStore>(*mappedThumbnails, index.thumbnails);
    set.id = computeDataSetId(set);
    index.set.id = set.id;
    if (!m_target.empty()) {
        index.pixelChecksums = blockChecksums(bytesOf(**mappedPixels));
        index.thumbnailChecksums = thumbnails ? blockChecksums(bytesOf(**mappedThumbnails)) : index.thumbnailChecksums;
        const fs::path thumbnailsFile = thumbnails ? thumbnails->path() : fs::path();
        if (const Result<void> kept = keep(index, pixels->path(), thumbnailsFile); !kept) {
            return kept.error();
        }
    }
    return set;
}

Result<void> PixelCacheEntry::keep(const PixelIndex& index, const fs::path& pixels, const fs::path& thumbnails)
{
    std::error_code failed;
    fs::rename(pixels, m_partial / kPixelsFile, failed);
    if (!failed && !thumbnails.empty()) {
        fs::rename(thumbnails, m_partial / kThumbnailsFile, failed);
    }
    if (failed) {
        return unwritable(failed.value(), m_partial);
    }
    if (Result<void> written = writeFileAtomically(m_partial / kIndexFile, encodePixelIndex(index)); !written) {
        return written;
    }
    // What lies there is of another state of the source, or damaged. It goes under a partial name, so that a crash in
    // between leaves nothing that looks complete.
    const fs::path old = m_partial.native() + "-old";
    fs::rename(m_target, old, failed);
    std::error_code ignored;
    fs::remove_all(old, ignored);
    // Another process may have been faster; then its pixels stay, and ours live as long as the data set.
    fs::rename(m_partial, m_target, ignored);
    return {};
}

} // namespace saccade
