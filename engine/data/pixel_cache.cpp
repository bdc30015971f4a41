#include "engine/data/pixel_cache.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "engine/base/atomic_file.h"
#include "engine/base/sha256.h"
#include "engine/data/block_checksum.h"
#include "engine/data/checked_store.h"
#include "engine/data/pixel_cache_files.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxIndexBytes = std::size_t{2} << 30;

struct Kept
{
    fs::path folder;
    fs::file_time_type used;
    std::uint64_t bytes = 0;
};

std::uint64_t folderBytes(const fs::path& folder)
{
    std::uint64_t bytes = 0;
    std::error_code failed;
    for (fs::directory_iterator file(folder, failed), end; !failed && file != end; file.increment(failed)) {
        std::error_code unsized;
        const std::uintmax_t size = file->file_size(unsized);
        bytes += unsized ? 0 : size;
    }
    return bytes;
}

std::vector<fs::path> foldersIn(const fs::path& folder)
{
    std::vector<fs::path> folders;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code unknown;
        if (fs::is_directory(entry->symlink_status(unknown))) {
            folders.push_back(entry->path());
        }
    }
    return folders;
}

// The index's time of change is the time of the last use.
std::vector<Kept> keptIn(const fs::path& folder)
{
    std::vector<Kept> kept;
    for (const fs::path& entry : foldersIn(folder)) {
        if (!isPartial(entry)) {
            std::error_code missing;
            const fs::file_time_type used = fs::last_write_time(entry / kIndexFile, missing);
            kept.push_back({entry, missing ? fs::file_time_type::min() : used, folderBytes(entry)});
        }
    }
    return kept;
}

Result<PixelIndex> readIndex(const fs::path& file)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(file, kMaxIndexBytes);
    if (!bytes) {
        return bytes.error();
    }
    return decodePixelIndex(*bytes);
}

} // namespace

PixelCache::PixelCache(fs::path folder) : m_folder(std::move(folder) / kPixelsFolder) {}

std::string PixelCache::key(const std::string& source, int side, ResizeMode mode)
{
    return sha256Hex(source + '\n' + std::to_string(side) + resizeModeName(mode)).substr(0, 32);
}

Result<DataSet> PixelCache::open(const std::string& key, const std::string& fingerprint,
                                 const std::stop_token& stop) const
{
    const fs::path folder = m_folder / key;
    Result<PixelIndex> index = readIndex(folder / kIndexFile);
    if (!index) {
        return index.error();
    }
    if (index->fingerprint != fingerprint) {
        return Error{ErrorCode::FileNotFound, "pixels of an earlier state of the source", folder};
    }
    const auto pixels = MappedBlob::open(folder / kPixelsFile, index->pixelBytes);
    const bool hasThumbnails = !index->thumbnails.empty();
    const auto thumbnails = hasThumbnails ? MappedBlob::open(folder / kThumbnailsFile, index->thumbnailBytes) : pixels;
    if (!pixels || !thumbnails) {
        return pixels ? thumbnails.error() : pixels.error();
    }
    if (!haveChecksums(bytesOf(**pixels), index->pixelChecksums, stop)) {
        return Error{ErrorCode::FormatInvalid, "the pixels are not those that were written", folder};
    }
    std::error_code ignored; // only the order of eviction depends on it
    fs::last_write_time(folder / kIndexFile, fs::file_time_type::clock::now(), ignored);
    DataSet set = std::move(index->set);
    set.pixels = std::make_shared<MappedStore>(*pixels, std::move(index->pixels));
    set.thumbnails = set.pixels;
    if (hasThumbnails) {
        const auto forget = [file = folder / kIndexFile] {
            std::error_code gone;
            fs::remove(file, gone);
        };
        set.thumbnails = std::make_shared<CheckedStore>(*thumbnails, std::move(index->thumbnails),
                                                        std::move(index->thumbnailChecksums), set.pixels, forget);
    }
    return set;
}

std::uint64_t PixelCache::bytes() const
{
    std::uint64_t sum = 0;
    for (const Kept& entry : keptIn(m_folder)) {
        sum += entry.bytes;
    }
    return sum;
}

std::size_t PixelCache::count() const
{
    return keptIn(m_folder).size();
}

void PixelCache::clear() const
{
    trim(0);
    removeLeftovers();
}

void PixelCache::trim(std::uint64_t maxBytes, const std::string& keep) const
{
    std::vector<Kept> kept = keptIn(m_folder);
    std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    std::uint64_t sum = bytes();
    for (const Kept& entry : kept) {
        if (sum > maxBytes && entry.folder.filename() != keep) {
            std::error_code ignored;
            fs::remove_all(entry.folder, ignored);
            sum -= std::min(sum, entry.bytes);
        }
    }
}

void PixelCache::removeLeftovers() const
{
    for (const fs::path& entry : foldersIn(m_folder)) {
        if (!isPartial(entry)) {
            continue;
        }
        // A living writer holds the lock; it ends with its process, however that ends.
        const int folder = ::open(entry.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (folder >= 0 && ::flock(folder, LOCK_EX | LOCK_NB) == 0) {
            std::error_code ignored;
            fs::remove_all(entry, ignored);
        }
        if (folder >= 0) {
            ::close(folder);
        }
    }
}

} // namespace saccade
