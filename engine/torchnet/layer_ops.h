#pragma once

#include <ATen/core/Tensor.h>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/network/layer_graph.h"
#include "engine/torchnet/network_state.h"

namespace saccade {

/// What a layer's dropout is drawn from: a pure function of these and the node's place in the graph.
struct DropoutSeed
{
    std::uint64_t seed = 0;
    std::int64_t step = 0;
    std::int64_t firstImage = 0; ///< of this pass within the batch, so that replicas draw what one network would
};

/// What the way back needs of one node's way forward.
struct NodeMemory
{
    std::vector<at::Tensor> inputs;
    at::Tensor output;
    std::array<at::Tensor, 4> extra;      ///< saved statistics; indices of maxima; dropout mask
    std::vector<std::int64_t> inputShape; ///< where the input itself is not kept
};

/// One node's parameters and buffers, undefined where it has none.
struct NodeTensors
{
    at::Tensor weight;
    at::Tensor bias;
    at::Tensor runningMean;
    at::Tensor runningVariance;
};
[[nodiscard]] NodeTensors nodeTensors(const NodeSlots& slots, const NetworkState& state);

/// Everything the way forward of one node may use; `memory.inputs` are given, `memory.output` and `extra` are set.
struct ForwardCall
{
    NodeTensors tensors;
    bool isTraining = false;
    DropoutSeed dropout;
    std::uint64_t nodeIndex = 0;
};
void runForward(const Layer& layer, const ForwardCall& call, NodeMemory& memory);

/// Which gradients the way back of one node has to give.
struct GradientNeeds
{
    bool input = false;
    bool weight = false;
    bool bias = false;

    [[nodiscard]] bool any() const { return input || weight || bias; }
};
struct NodeGradients
{
    at::Tensor input; ///< the same for all inputs of an AddLayer
    at::Tensor weight;
    at::Tensor bias;
    at::Tensor other = {}; ///< of what a chain adds
};
[[nodiscard]] NodeGradients runBackward(const Layer& layer, const NodeTensors& tensors, const NodeMemory& memory,
                                        const at::Tensor& gradient, const GradientNeeds& needs);

} // namespace saccade
