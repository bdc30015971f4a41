#include "engine/data/augmentation.h"

#include "engine/base/random.h"

namespace saccade {

namespace {

constexpr int kLargestShift = 64;
constexpr int kLargestCutout = 128;

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

} // namespace

std::vector<Field> fields(AugmentationSettings& settings)
{
    return {choiceField(settings.flip, "flip", "augmentation", {"off", "random", "alternating"}),
            integerField(settings.translate, "translate", "augmentation", 0, kLargestShift, "px"),
            integerField(settings.cutout, "cutout", "augmentation", 0, kLargestCutout, "px")};
}

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
    return draw;
}

} // namespace saccade
