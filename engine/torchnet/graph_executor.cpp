#include "engine/torchnet/graph_executor.h"

#include <ATen/ops/add.h>
#include <utility>

namespace saccade {

GraphExecutor::GraphExecutor(LayerGraph graph, GraphSummary summary)
    : m_graph(std::move(graph)),
      m_summary(std::move(summary)),
      m_slots(bindSlots(m_graph, m_summary)),
      m_lastReader(m_graph.nodes.size(), static_cast<int>(m_graph.nodes.size()))
{
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        for (const int input : m_graph.nodes[node].inputs) {
            m_lastReader[static_cast<std::size_t>(input)] = static_cast<int>(node);
        }
    }
}

at::Tensor GraphExecutor::evaluate(const at::Tensor& input, const NetworkState& state) const
{
    Tape tape;
    return run(input, state, nullptr, tape);
}

at::Tensor GraphExecutor::forward(const at::Tensor& input, const NetworkState& state, const DropoutSeed& dropout,
                                  Tape& tape) const
{
    return run(input, state, &dropout, tape);
}

at::Tensor GraphExecutor::run(const at::Tensor& input, const NetworkState& state, const DropoutSeed* dropout,
                              Tape& tape) const
{
    tape.nodes.assign(m_graph.nodes.size(), {});
    for (std::size_t index = 0; index < m_graph.nodes.size(); ++index) {
        const Node& node = m_graph.nodes[index];
        NodeMemory& memory = tape.nodes[index];
        for (const int from : node.inputs) {
            memory.inputs.push_back(tape.nodes[static_cast<std::size_t>(from)].output);
        }
        if (node.inputs.empty()) {
            memory.inputs.push_back(input);
        }
        ForwardCall call{nodeTensors(m_slots[index], state), dropout != nullptr, {}, index};
        call.dropout = dropout != nullptr ? *dropout : DropoutSeed{};
        runForward(node.layer, call, memory);
        if (dropout == nullptr) {
            // Nothing goes back, so what has been read for the last time is given up at once.
            for (const int from : node.inputs) {
                if (m_lastReader[static_cast<std::size_t>(from)] == static_cast<int>(index)) {
                    tape.nodes[static_cast<std::size_t>(from)] = {};
                }
            }
            memory.inputs.clear();
        }
    }
    return tape.nodes.back().output.to(at::kFloat);
}

bool GraphExecutor::isTrainedSlot(int slot, const std::vector<bool>& isTrained) const
{
    return slot >= 0 && isTrained[static_cast<std::size_t>(slot)];
}

/// A node must be reached on the way back when it, or a node before it, has a trained parameter.
std::vector<bool> GraphExecutor::nodesToReach(const std::vector<bool>& isTrained) const
{
    std::vector<bool> reach(m_graph.nodes.size(), false);
    for (std::size_t index = 0; index < reach.size(); ++index) {
        bool needed = isTrainedSlot(m_slots[index].weight, isTrained) || isTrainedSlot(m_slots[index].bias, isTrained);
        for (const int from : m_graph.nodes[index].inputs) {
            needed = needed || reach[static_cast<std::size_t>(from)];
        }
        reach[index] = needed;
    }
    return reach;
}

void GraphExecutor::backward(const at::Tensor& logitsGradient, const NetworkState& state,
                             const std::vector<bool>& isTrained, Tape& tape, NetworkState& gradients) const
{
    const std::vector<bool> reach = nodesToReach(isTrained);
    std::vector<at::Tensor> arriving(m_graph.nodes.size());
    gradients.assign(state.size(), {});
    arriving.back() = logitsGradient.to(tape.nodes.back().output.scalar_type());
    for (std::size_t index = m_graph.nodes.size(); index-- > 0;) {
        const Node& node = m_graph.nodes[index];
        NodeMemory memory = std::exchange(tape.nodes[index], {});
        const at::Tensor gradient = std::exchange(arriving[index], {});
        if (!reach[index] || !gradient.defined()) {
            continue;
        }
        GradientNeeds needs{false, isTrainedSlot(m_slots[index].weight, isTrained),
                            isTrainedSlot(m_slots[index].bias, isTrained)};
        for (const int from : node.inputs) {
            needs.input = needs.input || reach[static_cast<std::size_t>(from)];
        }
        const NodeGradients result =
            runBackward(node.layer, nodeTensors(m_slots[index], state), memory, gradient, needs);
        for (const int from : node.inputs) {
            at::Tensor& sum = arriving[static_cast<std::size_t>(from)];
            if (reach[static_cast<std::size_t>(from)]) {
                // A new tensor, never in place: an AddLayer hands the same one to all its inputs.
                sum = sum.defined() ? at::add(sum, result.input) : result.input;
            }
        }
        if (needs.weight) {
            gradients[static_cast<std::size_t>(m_slots[index].weight)] = result.weight;
        }
        if (needs.bias) {
            gradients[static_cast<std::size_t>(m_slots[index].bias)] = result.bias;
        }
    }
}

} // namespace saccade
