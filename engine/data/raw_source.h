#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

struct RawImage
{
    std::string name; ///< file and number inside the source, e.g. "data_batch_1/00042"
    Image pixels;
};

/// Classes and parts of a source's images.
struct RawLayout
{
    std::vector<std::string> classNames;
    std::vector<std::int32_t> labels; ///< one for each image, in the order of read()
    std::vector<Part> parts;          ///< likewise
    bool hasGivenTest = false;
    bool hasOnlyTestFiles = false; ///< the test files came alone: their images count as training
};

/// Images that lie as plain pixels in files, so that no decoder is needed: CIFAR and IDX.
class RawSource
{
public:
    virtual ~RawSource() = default;

    /// Changes when the source does: names, sizes, times.
    [[nodiscard]] virtual const std::string& fingerprint() const = 0;
    /// 0 while unknown.
    [[nodiscard]] virtual std::size_t imageCount() const = 0;
    /// What of the source has been read, 0..1. Any thread.
    [[nodiscard]] virtual double shareRead() const = 0;
    /// Opening it again at a side (0 = the images' own) costs more than mapping kept pixels.
    [[nodiscard]] virtual bool isSlowAt(int side) const = 0;
    /// Entries that were passed over, each with its reason. Complete after read().
    [[nodiscard]] virtual std::vector<Error> problems() const = 0;
    /// Hands every image to take, in order, until it returns false. Blocks.
    virtual Result<void> read(const std::function<bool(RawImage)>& take) = 0;
    /// Of the images that read() gave, all of them. FormatInvalid: a label that is no class.
    [[nodiscard]] virtual Result<RawLayout> layout() const = 0;
};

/// Kept pixels of larger sources are worth their space even when these are not packed.
inline constexpr std::uint64_t kSlowSourceBytes = std::uint64_t{512} << 20;

/// "00042": numbers in names sort as they count, whatever there is in all.
[[nodiscard]] std::string imageNumber(std::size_t index, std::size_t count);

/// A folder that holds CIFAR or IDX files (also below single folders), or one of those files, whose companions are
/// found; nullptr when path is something else. FileNotFound (a companion), FileUnreadable, FormatInvalid,
/// SourceUnsupported (several sets together). Reads headers and labels, no pixels. Blocks: milliseconds.
[[nodiscard]] Result<std::unique_ptr<RawSource>> openRawSource(const std::filesystem::path& path);

} // namespace saccade
