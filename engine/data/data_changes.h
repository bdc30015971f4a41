#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

struct DataSet;

/// Where a person wants an image to be.
enum class ImagePlacement : std::uint8_t
{
    AsDrawn, ///< where the source or the split puts it
    Training,
    Validation,
    Excluded
};
/// Names in files, in the order of the enum.
inline constexpr std::array<std::string_view, 4> kImagePlacementNames{"as drawn", "training", "validation", "excluded"};

/// What a person decided about one image. Classes go by their names, images by Sample::name, so that a decision
/// outlives another size, another order and added images.
struct ImageChange
{
    std::string image;
    std::string from; ///< its class as the source says: a change that meets another one is not applied
    std::string to;   ///< its class from now on; mostly `from` when only the place changes
    ImagePlacement placement = ImagePlacement::AsDrawn;

    bool operator==(const ImageChange&) const = default;
};
/// At most one for each image; sorted by `image` once they are in a data set.
using DataChanges = std::vector<ImageChange>;

/// Whether it changes anything.
[[nodiscard]] bool isChange(const ImageChange& change);

/// The same data set with exactly these changes, whatever changes it had: labels and parts of the images they name.
/// A change that does not fit is kept in the list and not applied (see changesThatDoNotFit()). Nothing moves into the
/// test part or out of it but by exclusion: an image the test has judged never comes to training. O(images). Any
/// thread.
[[nodiscard]] DataSet withChanges(const DataSet& dataSet, DataChanges changes);

/// Those of its changes that the data set cannot have: the image is gone, its class is another one than it was or one
/// that there is not, or it would leave the test part. Any thread.
[[nodiscard]] DataChanges changesThatDoNotFit(const DataSet& dataSet);

} // namespace saccade
