#pragma once

#include <ATen/core/Tensor.h>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/data/augmentation.h"
#include "engine/data/data_set.h"
#include "engine/network/layer_graph.h"
#include "engine/torchnet/compute_type.h"

namespace saccade {

/// All images of a data set as bytes on a device (count, height, width, channels), and the mean colour.
struct DeviceImages
{
    at::Tensor images;
    std::array<std::uint8_t, 3> fill{};
};

/// None when the images are more than 4 GiB: then the loader makes the pixels. Blocks.
[[nodiscard]] std::optional<DeviceImages> uploadImages(const DataSet& dataSet, const std::array<std::uint8_t, 3>& fill,
                                                       const c10::Device& device);

/// applyAugmentation() for a whole batch as tensor operations: image `indices[i]` of the source as `draws[i]` wants it.
/// The same bytes in the same layout, on the same device. The draws must have neither crop nor operations: see
/// canDrawOnDevice().
[[nodiscard]] at::Tensor augmentOnDevice(const DeviceImages& source, std::span<const std::int32_t> indices,
                                         std::span<const AugmentationDraw> draws);

/// convertInput() for bytes that are on the device already: (count, channels, height, width) in channels_last, of the
/// compute type.
[[nodiscard]] at::Tensor normaliseOnDevice(const at::Tensor& bytes, const InputLayer& layer, at::ScalarType type);

} // namespace saccade
