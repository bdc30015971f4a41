#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>

#include "engine/network/layer_graph.h"
#include "engine/torchnet/compute_type.h"

namespace saccade {

/// Bytes (NHWC) to the normalised input of a graph: (count, channels, height, width) in channels_last, of the compute
/// type, on its device. One pass over the pixels.
[[nodiscard]] at::Tensor convertInput(const std::uint8_t* pixels, std::int64_t count, const InputLayer& layer,
                                      const ComputeType& compute);

/// The same values in fp32, as the bytes lie. Any thread.
void convertPixels(const std::uint8_t* pixels, std::size_t count, const InputLayer& layer, float* values);

} // namespace saccade
