#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/metrics/score_table.h"

namespace saccade {

/// How images are put in order by what a network said of them. Equal ones stay in the order of the data.
enum class ImageOrder : std::uint8_t
{
    MostConfident,
    LeastConfident,
    LargestLoss,
    SmallestMargin,    ///< of its first over its second class
    ConfidentMistakes, ///< mistakes, the most confident first; then the right answers, the least confident first
    DataOrder
};
inline constexpr std::size_t kImageOrders = 6;
/// Names in settings, in the order of the enumeration.
inline constexpr std::array<const char*, kImageOrders> kImageOrderNames{
    "most-confident", "least-confident", "largest-loss", "smallest-margin", "confident-mistakes", "data"};

/// What was said of each image; spans of equal length, probabilities row after row or empty.
struct AnsweredImages
{
    std::span<const std::int32_t> labels;
    std::span<const std::int32_t> predicted;
    std::span<const float> confidences; ///< of the predicted class, 0..1
    std::span<const float> losses;
    std::span<const float> probabilities;
    int classCount = 0;
};

struct ImageOrders
{
    std::vector<float> margins;                                  ///< of each image; empty without probabilities
    std::array<std::vector<std::uint32_t>, kImageOrders> places; ///< by ImageOrder; no margins, no order by them

    [[nodiscard]] const std::vector<std::uint32_t>& of(ImageOrder order) const
    {
        return places[static_cast<std::size_t>(order)];
    }
    bool operator==(const ImageOrders&) const = default;
};

/// The largest probability of each image less the second largest, 0..1; of one class, that itself. Any thread.
[[nodiscard]] std::vector<float> computeMargins(const ScoreTable& probabilities);

/// What is not a number comes last. O(images (log images + classes)): 60,000 images of 10 classes take some 30 ms.
/// Any thread.
[[nodiscard]] ImageOrders computeImageOrders(const AnsweredImages& images);

} // namespace saccade
