#pragma once

#include <ATen/core/Tensor.h>
#include <functional>
#include <vector>

#include "engine/network/graph_summary.h"
#include "engine/torchnet/execution_order.h"
#include "engine/torchnet/layer_ops.h"

namespace saccade {

/// What one training pass keeps between its way forward and its way back. Reused from step to step.
struct Tape
{
    std::vector<NodeMemory> nodes;
};

/// What a node gives for an image, and how one logit changes with it.
struct FeatureGradient
{
    at::Tensor features;
    at::Tensor gradient; ///< of the same shape
};

/// Runs a layer graph from tensors by name, forward and back. It holds no tensor: any number of threads may use one
/// object, each with its own state and tape. Calls need a TorchThread.
class GraphExecutor final
{
public:
    GraphExecutor(LayerGraph graph, GraphSummary summary);
    GraphExecutor(const GraphExecutor&) = delete;
    GraphExecutor& operator=(const GraphExecutor&) = delete;

    [[nodiscard]] const LayerGraph& graph() const { return m_graph; }
    [[nodiscard]] const GraphSummary& summary() const { return m_summary; }

    /// Logits (fp32) with running statistics. input: normalised images, NCHW in channels_last.
    [[nodiscard]] at::Tensor evaluate(const at::Tensor& input, const NetworkState& state) const;

    /// evaluate() that shows each node's output to `watch` as soon as it is there; what it is then goes on.
    using NodeWatch = std::function<void(int node, at::Tensor& output)>;
    [[nodiscard]] at::Tensor evaluateWatched(const at::Tensor& input, const NetworkState& state,
                                             const NodeWatch& watch) const;

    /// With running statistics: the output of `node` (fp32) and the gradient of the logit `classIndex` with respect to
    /// it. Nothing beside the way from there to the logits is differentiated.
    [[nodiscard]] FeatureGradient differentiate(const at::Tensor& input, const NetworkState& state, int node,
                                                int classIndex) const;

    /// Logits (fp32) with batch statistics; the running statistics in `state` are brought up to date.
    [[nodiscard]] at::Tensor forward(const at::Tensor& input, const NetworkState& state, const DropoutSeed& dropout,
                                     Tape& tape) const;

    /// Gradients of the trained parameters from the logits' gradient (fp32); `gradients` is as `state`, undefined where
    /// isTrained is false. The tape is used up. Nothing is computed that no trained parameter needs.
    void backward(const at::Tensor& logitsGradient, const NetworkState& state, const std::vector<bool>& isTrained,
                  Tape& tape, NetworkState& gradients) const;

private:
    using Units = std::vector<ExecutionUnit>;

    [[nodiscard]] const Units& unitsFor(const at::Tensor& tensor) const;
    [[nodiscard]] at::Tensor run(const at::Tensor& input, const NetworkState& state, const DropoutSeed* dropout,
                                 Tape& tape) const;
    /// Node by node with running statistics; everything stays on the tape.
    void runPlain(const at::Tensor& input, const NetworkState& state, const NodeWatch& watch, Tape& tape) const;
    [[nodiscard]] std::vector<bool> nodesToReach(const Units& units, const std::vector<bool>& isTrained) const;
    [[nodiscard]] GradientNeeds needsOf(const ExecutionUnit& unit, const std::vector<bool>& reach,
                                        const std::vector<bool>& isTrained) const;
    [[nodiscard]] bool isTrainedSlot(int slot, const std::vector<bool>& isTrained) const;

    LayerGraph m_graph;
    GraphSummary m_summary;
    std::vector<NodeSlots> m_slots;
    std::vector<NormChain> m_chains;
    Units m_plainUnits; // one for each node
    Units m_fusedUnits; // with chains, for what the kernels over raw memory take
};

} // namespace saccade
