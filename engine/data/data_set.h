#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/data/data_changes.h"
#include "engine/data/image_store.h"
#include "engine/data/resize_rule.h"

namespace saccade {

/// The parts of a data set. The order is that of every table and chart.
enum class Part : std::uint8_t
{
    Training,
    Validation,
    Test,
    Excluded ///< left out by a person: in no part, but still there to be looked at and taken back
};
inline constexpr int kPartCount = 3; ///< without Excluded

/// "training", "validation", "test", "excluded": the names in files and on the command line.
[[nodiscard]] const char* partName(Part part);

/// One image of a data set: what is known of it beside its pixels.
struct Sample
{
    std::string name; ///< path inside the source, '/' between parts, bytes as found; the sample renders "ring/0012"
    std::int32_t label = 0; ///< index into DataSet::classNames
    Part part = Part::Training;
    std::int32_t width = 0;  ///< of the image as it was before resizing
    std::int32_t height = 0; ///< likewise
    std::int64_t bytes = 0;  ///< size of the encoded file, 0 when there is none
    std::string group = {};  ///< images of one group are never in two parts; "": in none

    bool operator==(const Sample&) const = default;
};

/// How the images without a given part are divided. Percentages are of all images without a given part.
struct SplitRule
{
    double validationShare = 0.1; ///< of the training images, 0 .. 0.5; ignored when the source gives validation
    double testShare = 0.15; ///< of all images, 0 .. 0.5; used only when the source gives no test part and is not split
    std::uint64_t seed = 42;

    bool operator==(const SplitRule&) const = default;
};

/// A data set as a value: cheap to copy, never changes. Index i of `samples`, `pixels` and `thumbnails` is one image.
struct DataSet
{
    std::string name;   ///< shown to people, e.g. "cifar10-jpeg"
    std::string source; ///< opens it again: "sample", or the absolute path of a folder, archive or other file
    std::string id;     ///< SHA-256 over names, labels, given parts, pixels and how they were resized, lower-case hex
    std::vector<std::string> classNames;
    ImageSize size;                         ///< of every image in `pixels`: what the network sees
    ResizeMode resize = ResizeMode::Squash; ///< how images became that size, and how others have to
    std::shared_ptr<const std::vector<Sample>> samples;
    std::shared_ptr<const ImageStore> pixels;     ///< resized to `size`
    std::shared_ptr<const ImageStore> thumbnails; ///< whole images, longer side at most kThumbnailSide
    std::vector<Error> problems;                  ///< files left out, each with its reason
    bool hasGivenTest = false;                    ///< the source brought a test part
    bool hasGivenValidation = false;              ///< the source brought a validation part
    bool hasOnlyTestFiles = false;  ///< the source's test files came alone, so that their images count as training
    std::optional<SplitRule> split; ///< what withSplit() divided it by; none: parts are those the source gave
    DataChanges changes;            ///< already in `samples`; `id` does not know of them, places stay the same
    std::shared_ptr<const std::vector<Sample>> unchanged; ///< `samples` without the changes; null when there are none

    [[nodiscard]] std::size_t count() const { return samples ? samples->size() : 0; }
    /// Indices of a part, ascending.
    [[nodiscard]] std::vector<std::int32_t> indicesOf(Part part) const;
    /// How many images of a class a part has; O(count).
    [[nodiscard]] std::size_t countOf(Part part, std::int32_t label) const;
};

inline constexpr int kThumbnailSide = 128;

} // namespace saccade
