#pragma once

#include <ATen/core/Tensor.h>
#include <array>
#include <cstdint>
#include <span>

#include "engine/data/augmentation.h"
#include "engine/network/layer_graph.h"
#include "engine/torchnet/compute_type.h"

namespace saccade {

/// applyAugmentation() for a whole batch as tensor operations: image `indices[i]` of `images` (count, height, width,
/// channels; bytes on any device) as `draws[i]` wants it. The same bytes in the same layout, on the same device. The
/// draws must have neither crop nor operations: see canDrawOnDevice().
[[nodiscard]] at::Tensor augmentOnDevice(const at::Tensor& images, std::span<const std::int32_t> indices,
                                         std::span<const AugmentationDraw> draws,
                                         const std::array<std::uint8_t, 3>& fill);

/// convertInput() for bytes that are on the device already: (count, channels, height, width) in channels_last, of the
/// compute type.
[[nodiscard]] at::Tensor normaliseOnDevice(const at::Tensor& bytes, const InputLayer& layer, at::ScalarType type);

} // namespace saccade
