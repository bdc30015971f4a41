#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/pixel_cache.h"
#include "engine/decode/decode_pipeline.h"

namespace saccade {

/// Writes decoded files into a cache entry, in the order they come, and makes a data set of them. Side and channels may
/// turn out wrong on the way (auto side, grey): what was written until then are originals, so they are converted, not
/// decoded again. One thread.
class DataSetWriter final
{
public:
    /// side 0 = auto.
    DataSetWriter(PixelCacheEntry& entry, int side, ResizeMode mode)
        : m_entry(entry), m_mode(mode), m_isSideKnown(side != 0)
    {}

    [[nodiscard]] std::size_t count() const { return m_files.size(); }
    /// Unusable files become problems. DiskFull, FileUnwritable. Blocks.
    Result<void> add(DecodedFile file);
    /// Lays the images out in classes and parts; those that fit nowhere become problems. `set` brings name, source and
    /// the problems known so far. Errors of EncodedSource::layOut() and of the disk. Blocks.
    Result<DataSet> finish(DataSet set, const EncodedSource& source);

private:
    struct File
    {
        std::string name;
        int width = 0;
        int height = 0;
        std::int64_t bytes = 0;
    };

    Result<void> settleSize(const DecodedFile& file);
    Result<void> changeSize(ImageSize size);
    Result<void> startThumbnails();
    Result<void> appendThumbnail(const Image& image);
    Result<Image> readBack(std::size_t index);
    void fillIndex(PixelIndex& index, const std::vector<Placement>& placements) const;

    PixelCacheEntry& m_entry;
    const ResizeMode m_mode;
    bool m_isSideKnown;
    ImageSize m_size{0, 0, 1};
    std::vector<File> m_files; // one for each image in m_pixels
    std::vector<Error> m_problems;
    std::unique_ptr<BlobFile> m_pixels;
    std::unique_ptr<BlobFile> m_thumbnails; // nullptr while the pixels serve
    std::vector<ImagePlace> m_thumbnailPlaces;
};

} // namespace saccade
