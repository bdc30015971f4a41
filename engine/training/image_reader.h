#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

/// What opening a data set does now.
struct OpenProgress
{
    std::size_t done = 0;    ///< images decoded or found
    std::size_t total = 0;   ///< 0 while unknown: an archive tells only at its end
    double secondsLeft = -1; ///< negative while unknown
    double share = -1;       ///< of the work that is done, 0..1, also while total is unknown; negative: unknown
};

struct OpenRequest
{
    std::string source;                       ///< "sample", or a path of a folder or archive
    int side = 0;                             ///< height and width for the network, 0 = auto (see ImageReader::open)
    std::filesystem::path cacheFolder;        ///< pixel caches; empty = keep in memory
    std::uint64_t cacheBytes = 8'000'000'000; ///< all pixel caches together; the least recently used go first
    ResizeMode resize = ResizeMode::Squash;   ///< how images become squares of that side

    bool operator==(const OpenRequest&) const = default;
};

/// An image file decoded whole, and as the network will see it.
struct ReadImage
{
    Image original;      ///< upright RGB (EXIF applied, alpha over white)
    Image input;         ///< resized with the one resize as asked for
    double resizeMs = 0; ///< of the time that the call took, what the resize did
};

/// An image of a data set as its file holds it.
struct OriginalFile
{
    std::string name; ///< as Sample::name
    std::vector<std::uint8_t> bytes;
    bool isEncodedHere = false; ///< the source has no file of it: a lossless PNG made of its pixels
};

/// Opens data sets and decodes images: the door to OpenCV and libarchive, exported by the late module. Any thread;
/// objects are not shared: every call is on its own.
class ImageReader
{
public:
    virtual ~ImageReader() = default;

    /// A data set whose given parts are kept and whose other images are Part::Training (withSplit divides them). Auto
    /// side: the images' own when all are equal squares of at most 96, else 64. A sample has one side only: another is
    /// SettingInvalid. Blocks; progress comes on the calling
    /// thread at least every 100 ms while decoding; stop gives Cancelled and leaves no partial cache. A second call
    /// with the same unchanged source maps the cache.
    [[nodiscard]] virtual Result<DataSet> open(const OpenRequest& request, std::stop_token stop,
                                               const std::function<void(const OpenProgress&)>& progress) const = 0;

    /// Decodes an encoded image (JPEG, PNG, BMP, WebP, PNM, GIF first frame). The header is checked before pixels are
    /// allocated: sides 1..16,384, at most 100 million pixels, 256 MB. name is for messages. Blocks.
    [[nodiscard]] virtual Result<ReadImage> decode(std::span<const std::uint8_t> bytes,
                                                   const std::filesystem::path& name, const ResizeRule& rule) const = 0;
    /// Reads and decodes a regular file. Blocks.
    [[nodiscard]] virtual Result<ReadImage> read(const std::filesystem::path& file, const ResizeRule& rule) const = 0;
    /// Hands the files of those images to take, in the source's order, until it returns false; names that the source
    /// lacks are left out. Errors of opening and reading; Cancelled. Blocks: an archive is read from its front.
    [[nodiscard]] virtual Result<void> readOriginals(const std::string& source, const std::set<std::string>& names,
                                                     std::stop_token stop,
                                                     const std::function<bool(const OriginalFile&)>& take) const = 0;
    /// The one resize, for pixels that were never encoded (the clipboard's). Antialiased bilinear, Pillow's fixed-point
    /// arithmetic; channels are converted (grey by ITU-R 601 weights). Blocks.
    [[nodiscard]] virtual Image resize(ImageView image, const ResizeRule& rule) const = 0;
};

inline constexpr const char* kImageReaderFactory = "saccadeImageReader";
using ImageReaderFactory = const ImageReader* (*)();

} // namespace saccade
