#include "engine/torchnet/window_layout.h"

#include <algorithm>

namespace saccade {
namespace {

/// Rows, or columns, of the window that meet the image at least once.
struct Reach
{
    std::int64_t first = 0;
    std::int64_t end = 0;
};

Reach reachOf(const WindowShape& shape, std::int64_t side, std::int64_t outputSide)
{
    // The last position begins furthest down, the first one ends furthest up.
    return {std::max<std::int64_t>(0, shape.padding - (outputSide - 1) * shape.stride),
            std::min(shape.kernel, side + shape.padding)};
}

void setPlaces(DirectConvolution& convolution, const WindowShape& shape, const Reach& rows, const Reach& columns,
               const PlanBuffer& input, const PlanBuffer& output, const PlanBuffer* other)
{
    for (std::int64_t y = 0; y < output.height; ++y) {
        for (std::int64_t x = 0; x < output.width; ++x) {
            const std::int64_t from = input.offset(y * shape.stride - shape.padding + rows.first,
                                                   x * shape.stride - shape.padding + columns.first);
            convolution.inputAt.push_back(static_cast<std::int32_t>(from));
            convolution.outputAt.push_back(static_cast<std::int32_t>(output.offset(y, x)));
            if (other != nullptr) {
                convolution.otherAt.push_back(static_cast<std::int32_t>(other->offset(y, x)));
            }
        }
    }
}

/// Where channel o is among blocks of lanes, `per` blocks to a channel group.
struct LanePlace
{
    std::size_t group;
    std::size_t vector;
    std::size_t lane;
};
LanePlace placeOf(std::int64_t o, std::int64_t vectors)
{
    const std::int64_t block = o / kLaneCount;
    return {static_cast<std::size_t>(block / vectors), static_cast<std::size_t>(block % vectors),
            static_cast<std::size_t>(o % kLaneCount)};
}

void setWeights(DirectConvolution& convolution, const WindowShape& shape, const Reach& rows, const Reach& columns,
                const WindowWeights& weights, std::int64_t channels)
{
    const auto vectors = static_cast<std::size_t>(convolution.vectors);
    const auto perGroup = static_cast<std::size_t>(convolution.rows * convolution.run);
    const auto groups = static_cast<std::size_t>(convolution.groups());
    convolution.weights.assign(groups * perGroup * vectors, {});
    convolution.bias.assign(groups * vectors, {});
    for (std::int64_t o = 0; o < convolution.outChannels; ++o) {
        const LanePlace place = placeOf(o, convolution.vectors);
        const auto index = static_cast<std::size_t>(o);
        convolution.bias[place.group * vectors + place.vector].values[place.lane] =
            static_cast<float>(weights.bias[index]);
        std::size_t at = place.group * perGroup * vectors + place.vector;
        for (std::int64_t r = rows.first; r < rows.end; ++r) {
            for (std::int64_t q = columns.first; q < columns.end; ++q) {
                for (std::int64_t c = 0; c < channels; ++c, at += vectors) {
                    const std::int64_t from = ((o * channels + c) * shape.kernel + r) * shape.kernel + q;
                    const double weight = weights.weight[static_cast<std::size_t>(from)];
                    convolution.weights[at].values[place.lane] = static_cast<float>(weight * weights.factor[index]);
                }
            }
        }
    }
}

} // namespace

DirectConvolution layOut(const WindowShape& shape, const WindowWeights& weights, const PlanBuffer& input,
                         const PlanBuffer& output, const PlanBuffer* other)
{
    const Reach rows = reachOf(shape, input.height, output.height);
    const Reach columns = reachOf(shape, input.width, output.width);
    DirectConvolution convolution;
    convolution.rows = rows.end - rows.first;
    convolution.run = (columns.end - columns.first) * input.channels;
    convolution.rowStride = input.rowStride();
    convolution.outChannels = output.channels;
    setPlaces(convolution, shape, rows, columns, input, output, other);
    chooseTile(convolution);
    setWeights(convolution, shape, rows, columns, weights, input.channels);
    return convolution;
}

} // namespace saccade
