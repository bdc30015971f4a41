#pragma once

#include "engine/torchnet/direct_convolution.h"
#include "engine/torchnet/image_plan.h"

namespace saccade {

/// A convolution or linear layer as the graph has it: a linear one is a window of 1x1 on one position.
struct WindowShape
{
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
};

/// Weights (outChannels, channels, kernel, kernel) times each output channel's factor, and the bias; an empty one is
/// zeros.
struct WindowWeights
{
    const std::vector<float>& weight;
    std::vector<double> factor;
    std::vector<double> bias;
};

/// Ready to run from one buffer to another; other may be null. Rows and columns of the window that meet nothing but
/// padding are left out.
[[nodiscard]] DirectConvolution layOut(const WindowShape& shape, const WindowWeights& weights, const PlanBuffer& input,
                                       const PlanBuffer& output, const PlanBuffer* other);

} // namespace saccade
