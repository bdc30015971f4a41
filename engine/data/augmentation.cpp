#include "engine/data/augmentation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/base/random.h"

namespace saccade {

namespace {

constexpr int kTries = 10; // for a rectangle that fits

/// Which image of which epoch is drawn for. Every kind that was added later has a stream of its own.
struct Place
{
    std::uint64_t seed = 0;
    int epoch = 0;
    std::size_t index = 0;

    [[nodiscard]] RandomStream stream(std::string_view kind) const
    {
        return {seed, kind, static_cast<std::uint64_t>(epoch), index};
    }
};

bool drawFlip(FlipMode mode, bool coin, std::uint64_t seed, int epoch, std::size_t index)
{
    switch (mode) {
    case FlipMode::Off: return false;
    case FlipMode::Random: return coin;
    case FlipMode::Alternating: {
        const bool first = (RandomStream(seed, "first-side", index).next() >> 63) != 0;
        return first != (epoch % 2 != 0);
    }
    }
    return false;
}

double uniformBetween(RandomStream& random, double low, double high)
{
    return low + (high - low) * random.uniform();
}

/// Area and ratio (width over height) of rectangles to try.
struct RectangleRange
{
    double smallestShare = 0;
    double largestShare = 0;
    double smallestRatio = 0;
    double largestRatio = 0;
};

/// torchvision's way: the share of the area and the logarithm of the ratio are uniform; what does not fit into
/// width x height is drawn again.
std::optional<PixelRectangle> drawRectangle(RandomStream& random, const RectangleRange& range, ImageSize size,
                                            int width, int height)
{
    const double area = static_cast<double>(size.width) * size.height;
    for (int i = 0; i < kTries; ++i) {
        const double share = area * uniformBetween(random, range.smallestShare, range.largestShare);
        const double ratio =
            std::exp(uniformBetween(random, std::log(range.smallestRatio), std::log(range.largestRatio)));
        const auto w = static_cast<int>(std::lrint(std::sqrt(share * ratio)));
        const auto h = static_cast<int>(std::lrint(std::sqrt(share / ratio)));
        if (w > 0 && w <= width && h > 0 && h <= height) {
            const auto top = static_cast<std::int16_t>(random.integer(0, size.height - h));
            const auto left = static_cast<std::int16_t>(random.integer(0, size.width - w));
            return PixelRectangle{left, top, static_cast<std::int16_t>(w), static_cast<std::int16_t>(h)};
        }
    }
    return std::nullopt;
}

PixelRectangle drawCrop(const AugmentationSettings& settings, ImageSize size, const Place& place)
{
    constexpr double kSmallestRatio = 3.0 / 4.0;
    constexpr double kLargestRatio = 4.0 / 3.0;
    RandomStream random = place.stream("resized-crop");
    const RectangleRange range{settings.cropSmallest, settings.cropLargest, kSmallestRatio, kLargestRatio};
    if (const auto drawn = drawRectangle(random, range, size, size.width, size.height)) {
        return *drawn;
    }
    // The largest part in the middle whose ratio is allowed.
    const auto width = std::min<long>(size.width, std::lrint(size.height * kLargestRatio));
    const auto height = std::min<long>(size.height, std::lrint(size.width / kSmallestRatio));
    return {static_cast<std::int16_t>((size.width - width) / 2), static_cast<std::int16_t>((size.height - height) / 2),
            static_cast<std::int16_t>(width), static_cast<std::int16_t>(height)};
}

PixelRectangle drawErased(const AugmentationSettings& settings, ImageSize size, const Place& place)
{
    constexpr RectangleRange kRange{0.02, 0.33, 1 / 3.3, 1 / 0.3};
    RandomStream random = place.stream("erase");
    if (random.uniform() >= settings.erase) {
        return {};
    }
    return drawRectangle(random, kRange, size, size.width - 1, size.height - 1).value_or(PixelRectangle());
}

void drawJitter(const AugmentationSettings& settings, const Place& place, std::vector<PixelOperation>& operations)
{
    struct Kind
    {
        PixelOperationKind kind;
        double range;
        double middle;
    };
    std::array<Kind, 4> kinds{Kind{PixelOperationKind::Brightness, settings.brightness, 1},
                              Kind{PixelOperationKind::Contrast, settings.contrast, 1},
                              Kind{PixelOperationKind::Saturation, settings.saturation, 1},
                              Kind{PixelOperationKind::Hue, settings.hue, 0}};
    RandomStream random = place.stream("jitter");
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    for (std::size_t i = 3; i > 0; --i) {
        std::swap(order[i], order[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i)))]);
    }
    std::array<double, 4> places{};
    std::generate(places.begin(), places.end(), [&] { return random.uniform(); });
    for (const std::size_t which : order) {
        const Kind& kind = kinds[which];
        if (kind.range > 0) {
            const double low = kind.middle > 0 ? std::max(0.0, kind.middle - kind.range) : -kind.range;
            const double amount = low + (kind.middle + kind.range - low) * places[which];
            operations.push_back({kind.kind, amount});
        }
    }
}

void drawOperations(const AugmentationSettings& settings, ImageSize size, const Place& place,
                    std::vector<PixelOperation>& operations)
{
    if (settings.rotate > 0) {
        RandomStream random = place.stream("rotate");
        operations.push_back(
            {PixelOperationKind::RotateSmooth, uniformBetween(random, -settings.rotate, settings.rotate)});
    }
    if (settings.policy != AugmentationPolicy::None) {
        RandomStream random = place.stream("policy");
        drawPolicy({settings.policy, settings.policyNumber, settings.policyMagnitude}, size, random, operations);
    }
    if (std::max({settings.brightness, settings.contrast, settings.saturation, settings.hue}) > 0) {
        drawJitter(settings, place, operations);
    }
    if (settings.grey > 0 && place.stream("grey").uniform() < settings.grey) {
        operations.push_back({PixelOperationKind::Grey, 0});
    }
    if (settings.blur > 0) {
        RandomStream random = place.stream("blur");
        if (random.uniform() < settings.blur) {
            operations.push_back(
                {PixelOperationKind::Blur, uniformBetween(random, settings.blurSmallest, settings.blurLargest)});
        }
    }
}

} // namespace

AugmentationDraw drawAugmentation(const AugmentationSettings& settings, ImageSize size, std::uint64_t seed, int epoch,
                                  std::size_t index)
{
    RandomStream random(seed, "augmentation", static_cast<std::uint64_t>(epoch), index);
    const auto drawn = [&random](int low, int high) { return static_cast<std::int16_t>(random.integer(low, high)); };
    AugmentationDraw draw;
    // Everything is drawn always, so that switching one kind off leaves the others as they were.
    const bool coin = (random.next() >> 63) != 0;
    draw.flip = drawFlip(settings.flip, coin, seed, epoch, index);
    draw.shiftX = drawn(-settings.translate, settings.translate);
    draw.shiftY = drawn(-settings.translate, settings.translate);
    const std::int16_t centreX = drawn(0, size.width - 1);
    const std::int16_t centreY = drawn(0, size.height - 1);
    if (settings.cutout > 0) {
        draw.cutoutX = static_cast<std::int16_t>(centreX - settings.cutout / 2);
        draw.cutoutY = static_cast<std::int16_t>(centreY - settings.cutout / 2);
        draw.cutoutSide = static_cast<std::int16_t>(settings.cutout);
    }
    const Place place{seed, epoch, index};
    if (settings.cropSmallest < 1) {
        draw.crop = drawCrop(settings, size, place);
    }
    if (settings.erase > 0) {
        draw.erased = drawErased(settings, size, place);
    }
    drawOperations(settings, size, place, draw.operations);
    return draw;
}

} // namespace saccade
