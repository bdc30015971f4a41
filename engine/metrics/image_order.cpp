#include "engine/metrics/image_order.h"

#include <algorithm>
#include <numeric>

namespace saccade {

namespace {

/// Places with the highest keys first.
std::vector<std::uint32_t> orderedBy(const std::vector<float>& keys)
{
    std::vector<std::uint32_t> places(keys.size());
    std::iota(places.begin(), places.end(), 0U);
    std::stable_sort(places.begin(), places.end(),
                     [&keys](std::uint32_t a, std::uint32_t b) { return keys[a] > keys[b]; });
    return places;
}

std::vector<float> rankableKeys(std::span<const float> values, float sign)
{
    std::vector<float> keys(values.size());
    std::transform(values.begin(), values.end(), keys.begin(), [sign](float value) { return rankable(sign * value); });
    return keys;
}

/// Confidence lies in 0..1, so a right answer's negative one is below that of any mistake.
std::vector<float> mistakeKeys(const AnsweredImages& images)
{
    std::vector<float> keys(images.confidences.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const float confidence = images.confidences[i];
        keys[i] = rankable(images.labels[i] == images.predicted[i] ? -1 - confidence : confidence);
    }
    return keys;
}

} // namespace

std::vector<float> computeMargins(const ScoreTable& probabilities)
{
    std::vector<float> margins(probabilities.count());
    for (std::size_t image = 0; image < margins.size(); ++image) {
        float first = 0;
        float second = 0;
        for (const float probability : probabilities.row(image)) {
            if (probability > first) {
                second = first;
                first = probability;
            } else {
                second = std::max(second, probability);
            }
        }
        margins[image] = first - second;
    }
    return margins;
}

ImageOrders computeImageOrders(const AnsweredImages& images)
{
    ImageOrders orders;
    const auto put = [&orders](ImageOrder order, const std::vector<float>& keys) {
        orders.places[static_cast<std::size_t>(order)] = orderedBy(keys);
    };
    put(ImageOrder::MostConfident, rankableKeys(images.confidences, 1));
    put(ImageOrder::LeastConfident, rankableKeys(images.confidences, -1));
    put(ImageOrder::LargestLoss, rankableKeys(images.losses, 1));
    put(ImageOrder::ConfidentMistakes, mistakeKeys(images));
    put(ImageOrder::DataOrder, std::vector<float>(images.labels.size()));
    if (!images.probabilities.empty()) {
        orders.margins = computeMargins({images.labels, images.probabilities, images.classCount});
        put(ImageOrder::SmallestMargin, rankableKeys(orders.margins, -1));
    }
    return orders;
}

} // namespace saccade
