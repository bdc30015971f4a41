#pragma once

#include <cstdint>
#include <span>

#include "engine/torchnet/compute_type.h"
#include "engine/torchnet/cross_entropy.h"
#include "engine/torchnet/device_augmentation.h"
#include "engine/torchnet/graph_executor.h"

namespace saccade {

/// A share of one batch, as bytes.
struct BatchShare
{
    const std::uint8_t* pixels = nullptr;
    ImageSize size; ///< of each image
    std::span<const std::int32_t> labels;
    DropoutSeed dropout;
    std::size_t batchSize = 0;                 ///< of the whole batch: losses are averaged over it
    int passes = 1;                            ///< that the share is divided into, at most as many as it has images
    std::span<const std::int32_t> otherLabels; ///< of a mixed batch, else none
    double labelShare = 1;                     ///< of `labels` beside otherLabels
    std::span<const std::int32_t> indices;     ///< with draws, instead of pixels
    std::span<const AugmentationDraw> draws;
    const DeviceImages* source = nullptr; ///< what the draws are of
};

/// One copy of the network with its own weights, running statistics and gradients. One thread at a time.
class Replica final
{
public:
    /// Of queued work the sums stay on the device: see deviceSums().
    Replica(const GraphExecutor& executor, const NetworkState& masters, const ComputeType& compute);

    /// Forward, loss and back for its share, one pass after the other; gradients() then holds its part of the mean
    /// loss's gradient, summed over the passes in fp32. Running statistics move with each pass. Zeros when queued.
    [[nodiscard]] LossSum computeGradients(const BatchShare& share, const LossRule& rule,
                                           const std::vector<bool>& isTrained);

    /// Of the last computeGradients() when queued: (2) doubles on the device, loss and hits.
    [[nodiscard]] const at::Tensor& deviceSums() const { return m_deviceSums; }
    [[nodiscard]] NetworkState& state() { return m_state; }
    [[nodiscard]] const NetworkState& state() const { return m_state; }
    [[nodiscard]] const NetworkState& gradients() const { return m_gradients; }

private:
    [[nodiscard]] at::Tensor inputOf(const BatchShare& share) const;
    [[nodiscard]] LossSum runPass(const BatchShare& share, const LossRule& rule, const std::vector<bool>& isTrained);
    [[nodiscard]] at::Tensor lossGradient(const at::Tensor& logits, const BatchShare& share, const LossRule& rule,
                                          LossSum& sum);
    void addToSums();

    const GraphExecutor& m_executor;
    ComputeType m_compute;
    NetworkState m_state;
    NetworkState m_gradients;
    NetworkState m_sums; // of the passes so far
    at::Tensor m_deviceSums;
    Tape m_tape;
};

} // namespace saccade
