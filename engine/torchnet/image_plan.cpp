#include "engine/torchnet/image_plan.h"

#include <algorithm>

#include "engine/torchnet/input_conversion.h"
#include "engine/torchnet/plan_builder.h"

namespace saccade {

PlanBuffer::PlanBuffer(const OutputShape& shape, std::int64_t zeros)
    : height(std::max(1, shape.height)), width(std::max(1, shape.width)), channels(shape.channels), border(zeros)
{
    values.assign(static_cast<std::size_t>((height + 2 * border) * rowStride()), 0.0F);
}

ImagePlan::ImagePlan(InputLayer input, Buffers buffers, std::vector<std::function<void()>> steps)
    : m_input(std::move(input)),
      m_buffers(std::move(buffers)),
      m_steps(std::move(steps)),
      m_pixels(m_input.size.bytes())
{}

std::unique_ptr<ImagePlan> ImagePlan::make(const LayerGraph& graph, const GraphSummary& summary,
                                           const NamedTensors& tensors)
{
    return PlanBuilder(graph, summary, tensors).build();
}

std::vector<float> ImagePlan::logits(const std::uint8_t* pixels)
{
    convertPixels(pixels, m_pixels.size(), m_input, m_pixels.data());
    PlanBuffer& first = *m_buffers.front();
    const std::int64_t row = first.width * first.channels;
    for (std::int64_t y = 0; y < first.height; ++y) {
        std::copy_n(m_pixels.data() + y * row, row, first.row(y));
    }
    for (const std::function<void()>& step : m_steps) {
        step();
    }
    return m_buffers.back()->values;
}

} // namespace saccade
