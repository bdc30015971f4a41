#pragma once

#include <optional>
#include <vector>

#include "engine/torchnet/layer_ops.h"
#include "engine/torchnet/norm_kernels.h"

namespace saccade {

/// Batch norm with what stands round it in a graph: a 2x2 maximum pooling before, the addition of another node's output
/// and an activation after. Done together on the CPU they pass over memory a third as often, and keep the pooled values
/// instead of the large ones before.
struct NormChain
{
    std::vector<int> nodes; ///< in order; the last one's output is the chain's
    bool hasPool = false;
    int norm = 0;   ///< the batch norm's node
    int other = -1; ///< the node whose output is added, or none
    BatchNormLayer layer;
    PointFunction function = PointFunction::None;

    [[nodiscard]] int first() const { return nodes.front(); }
    [[nodiscard]] int last() const { return nodes.back(); }
    [[nodiscard]] bool hasAdd() const { return other >= 0; }
};

/// All chains of a graph: inner nodes are read by the next one alone, and no node is in two chains.
[[nodiscard]] std::vector<NormChain> findNormChains(const LayerGraph& graph);

[[nodiscard]] PointFunction pointFunctionOf(Activation activation);

/// Is this a tensor that the kernels over raw memory take?
[[nodiscard]] bool isKernelInput(const at::Tensor& tensor);

/// As runForward(): memory.inputs holds the chain's input and what it adds, and is emptied; memory.output is the
/// chain's.
void runForward(const NormChain& chain, const ForwardCall& call, NodeMemory& memory);

/// As runBackward(); weight and bias are the batch norm's. What arrives may be the sum of two tensors: the second one
/// may be undefined.
[[nodiscard]] NodeGradients runBackward(const NormChain& chain, const NodeTensors& tensors, const NodeMemory& memory,
                                        const std::array<at::Tensor, 2>& gradients, const GradientNeeds& needs);

} // namespace saccade
