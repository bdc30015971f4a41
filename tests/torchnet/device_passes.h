#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/data/batch_loader.h"
#include "engine/network/host_tensor.h"
#include "engine/training/train_plan.h"

/// Doors into the device's augmentation for tests, in plain types: Qt and LibTorch must not meet in one file.
namespace passes {

/// augmentOnDevice() on the CPU: images one after the other, NHWC.
[[nodiscard]] std::vector<std::uint8_t> augmentAsOnDevice(const std::vector<std::uint8_t>& images,
                                                          saccade::ImageSize size,
                                                          const std::vector<std::int32_t>& indices,
                                                          const std::vector<saccade::AugmentationDraw>& draws,
                                                          const std::array<std::uint8_t, 3>& fill);

/// Largest difference of normaliseOnDevice() from convertInput(), and whether shape, type and layout are the same.
struct Normalised
{
    double difference = 0;
    bool isAlike = false;
};
[[nodiscard]] Normalised compareNormalised(const std::vector<std::uint8_t>& images, const saccade::InputLayer& layer,
                                           bool isBf16);

/// Loss of the first step, on the CPU, with the loader's pixels or, with drawsOnly, as a device makes them.
[[nodiscard]] double firstLoss(const saccade::TrainPlan& plan, const saccade::NamedTensors& tensors,
                               const saccade::DataSet& dataSet, saccade::LoaderPlan loader);

} // namespace passes
