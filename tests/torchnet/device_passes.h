#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/data/batch_loader.h"
#include "engine/network/host_tensor.h"
#include "engine/training/train_plan.h"
#include "engine/training/trainer.h"

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

/// crossEntropyOnDevice() on the CPU held to the host's: largest differences.
struct LossDifference
{
    double loss = 0;
    double gradient = 0;
    std::int64_t correct = 0;
};
[[nodiscard]] LossDifference compareLoss(const std::vector<float>& logits, const std::vector<std::int32_t>& labels,
                                         const std::vector<std::int32_t>& others, double share, double smoothing,
                                         const std::vector<double>& classWeights);

/// Loss and hits that come out of a ring of losses when step i has loss i and hits 2 i, taking what is there after each
/// step, and how many of them only when all were asked for.
struct RingResult
{
    std::vector<double> losses;
    std::vector<std::int64_t> correct;
    std::size_t late = 0;
};
[[nodiscard]] RingResult passThroughRing(int steps);

/// One run on the CPU whose steps are queued as for an accelerator, so that losses come late.
[[nodiscard]] saccade::RunReport runQueued(const saccade::TrainPlan& plan, const saccade::DataSet& dataSet,
                                           saccade::TrainObserver& observer, std::stop_token stop = {});

} // namespace passes
