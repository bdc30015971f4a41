#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/network/graph_summary.h"
#include "engine/network/host_tensor.h"

namespace saccade {

/// One image's values of one node, channels beside each other, in a border of zeros.
struct PlanBuffer
{
    std::int64_t height = 1;
    std::int64_t width = 1;
    std::int64_t channels = 0;
    std::int64_t border = 0;
    std::vector<float> values;

    PlanBuffer(const OutputShape& shape, std::int64_t zeros);

    [[nodiscard]] std::int64_t rowStride() const { return (width + 2 * border) * channels; }
    /// Where a position lies; positions of the border are below 0 or beyond the sides.
    [[nodiscard]] std::int64_t offset(std::int64_t y, std::int64_t x) const
    {
        return (y + border) * rowStride() + (x + border) * channels;
    }
    [[nodiscard]] float* row(std::int64_t y) { return values.data() + offset(y, 0); }
    [[nodiscard]] const float* row(std::int64_t y) const { return values.data() + offset(y, 0); }
};

/// A network made ready for one image at a time: norms folded into weights, weights in the order in which they are
/// read, every buffer there. What LibTorch does for a call costs as much as a small layer itself. fp32, one thread.
class ImagePlan final
{
public:
    /// Null when the graph has a layer that this has no pass for (groups, sums of more than two) or a number that is
    /// not finite. The tensors fit the graph. Blocks.
    [[nodiscard]] static std::unique_ptr<ImagePlan> make(const LayerGraph& graph, const GraphSummary& summary,
                                                         const NamedTensors& tensors);
    ImagePlan(const ImagePlan&) = delete;
    ImagePlan& operator=(const ImagePlan&) = delete;

    /// Logits of one image (bytes, HWC). Blocks. One thread at a time.
    [[nodiscard]] std::vector<float> logits(const std::uint8_t* pixels);

private:
    friend class PlanBuilder;
    using Buffers = std::vector<std::unique_ptr<PlanBuffer>>;

    ImagePlan(InputLayer input, Buffers buffers, std::vector<std::function<void()>> steps);

    InputLayer m_input;
    Buffers m_buffers; // the first takes the pixels, the last has the logits
    std::vector<std::function<void()>> m_steps;
    std::vector<float> m_pixels;
};

} // namespace saccade
