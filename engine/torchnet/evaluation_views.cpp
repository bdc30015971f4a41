#include "engine/torchnet/evaluation_views.h"

#include <array>

namespace saccade {
namespace {

AugmentationDraw moved(bool flip, std::int16_t shift)
{
    AugmentationDraw draw;
    draw.flip = flip;
    draw.shiftX = shift;
    draw.shiftY = shift;
    return draw;
}

} // namespace

std::vector<WeightedView> weightedViews(EvaluationViews views)
{
    switch (views) {
    case EvaluationViews::Single:
    case EvaluationViews::Selective: break;
    case EvaluationViews::Mirror: return {{moved(false, 0), 0.5}, {moved(true, 0), 0.5}};
    case EvaluationViews::MirrorShift:
        return {{moved(false, 0), 0.25},   {moved(true, 0), 0.25},  {moved(false, 1), 0.125},
                {moved(false, -1), 0.125}, {moved(true, 1), 0.125}, {moved(true, -1), 0.125}};
    }
    return {{moved(false, 0), 1}};
}

std::vector<std::uint8_t> viewedPixels(const std::vector<std::uint8_t>& pixels, ImageSize size,
                                       const AugmentationDraw& draw)
{
    constexpr std::array<std::uint8_t, 3> kNoFill{};
    std::vector<std::uint8_t> viewed(pixels.size());
    for (std::size_t first = 0; first + size.bytes() <= pixels.size(); first += size.bytes()) {
        applyAugmentation(draw, {size, pixels.data() + first}, kNoFill.data(), viewed.data() + first);
    }
    return viewed;
}

} // namespace saccade
