#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/batch_loader.h"
#include "engine/network/host_tensor.h"
#include "engine/training/train_plan.h"

/// Doors into the executor for tests, in plain types: Qt and LibTorch must not meet in one file.
namespace passes {

struct PassResult
{
    double loss = 0; ///< mean over the batch
    std::int64_t correct = 0;
    saccade::NamedTensors gradients; ///< of the trained parameters
    saccade::NamedTensors state;     ///< parameters and buffers afterwards
};

/// Logits with running statistics, images x classes.
[[nodiscard]] std::vector<float> evaluateLogits(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors,
                                                const saccade::Batch& batch, bool isBf16);

/// One way forward and back of everything that the graph ever trains.
[[nodiscard]] PassResult computeGradients(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors,
                                          const saccade::Batch& batch, double smoothing, bool isBf16,
                                          std::int64_t step = 0);

struct StepsResult
{
    std::vector<double> losses;
    saccade::NamedTensors tensors;
};

/// Optimiser steps on one batch.
[[nodiscard]] StepsResult runSteps(const saccade::TrainPlan& plan, const saccade::NamedTensors& tensors,
                                   const saccade::Batch& batch, int steps, bool isBf16);

/// Largest difference, relative to the largest value, of computeWeightGradient() and LibTorch's own, both bf16, from
/// the fp32 gradient of the same bf16 numbers.
struct GradientErrors
{
    double ours = 0;
    double library = 0;
};
[[nodiscard]] GradientErrors weightGradientErrors(const saccade::Conv2dLayer& layer, int channels, int height,
                                                  int width, int images);

struct ChainShape
{
    int channels = 0;
    int height = 0;
    int width = 0;
    int images = 0;
    int readers = 1; ///< 2: what arrives on the way back is the sum of two tensors
};

/// Largest difference, relative to the largest value, between a chain done together and its nodes one by one in fp32:
/// output, input gradient, weight and bias gradients, running statistics, and the gradient of what an AddLayer adds.
[[nodiscard]] std::vector<double> chainDifferences(const std::vector<saccade::Layer>& layers, const ChainShape& shape,
                                                   bool isBf16);

/// In bf16, for images that are the same nearly everywhere: the sum over all pixels of what a norm (after a pool, or
/// alone) hands back, which is zero in exact numbers, relative to the sum of the magnitudes; the largest over channels.
[[nodiscard]] double normGradientSum(bool isPooled);
/// Likewise the sum of what an activation hands back, against the same in fp32.
[[nodiscard]] double activationGradientSumError(int channels);

struct ChainNodes
{
    std::vector<int> nodes;
    int other = -1; ///< whose output is added

    bool operator==(const ChainNodes&) const = default;
};
/// The chains that the executor finds in a graph.
[[nodiscard]] std::vector<ChainNodes> chainsOf(const saccade::LayerGraph& graph);

} // namespace passes
