#include "engine/torchnet/graph_executor.h"

#include <ATen/ops/add.h>
#include <ATen/ops/zeros_like.h>
#include <utility>

namespace saccade {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// What arrives at a node from those that read it. Two parts stay apart, for a chain adds them on its own way.
struct ArrivingSum
{
    std::array<at::Tensor, 2> parts;

    void add(const at::Tensor& gradient)
    {
        if (!parts[0].defined()) {
            parts[0] = gradient;
        } else if (!parts[1].defined()) {
            parts[1] = gradient;
        } else {
            // A new tensor, never in place: an AddLayer hands the same one to all its inputs.
            parts[1] = at::add(parts[1], gradient);
        }
    }
    [[nodiscard]] at::Tensor total() const { return parts[1].defined() ? at::add(parts[0], parts[1]) : parts[0]; }
};

} // namespace

GraphExecutor::GraphExecutor(LayerGraph graph, GraphSummary summary)
    : m_graph(std::move(graph)),
      m_summary(std::move(summary)),
      m_slots(bindSlots(m_graph, m_summary)),
      m_chains(findNormChains(m_graph)),
      m_plainUnits(orderUnits(m_graph, {})),
      m_fusedUnits(orderUnits(m_graph, m_chains))
{}

const GraphExecutor::Units& GraphExecutor::unitsFor(const at::Tensor& tensor) const
{
    return isKernelInput(tensor) ? m_fusedUnits : m_plainUnits;
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
    for (const ExecutionUnit& unit : unitsFor(input)) {
        NodeMemory& memory = tape.nodes[at(unit.node)];
        for (const int from : unit.inputs) {
            memory.inputs.push_back(tape.nodes[at(from)].output);
        }
        if (unit.inputs.empty()) {
            memory.inputs.push_back(input);
        }
        // The way back needs what a unit read, which it holds itself; an output read for the last time can go.
        for (const int from : unit.lastRead) {
            tape.nodes[at(from)].output.reset();
        }
        const ForwardCall call{nodeTensors(m_slots[at(unit.parameters)], state), dropout != nullptr,
                               dropout != nullptr ? *dropout : DropoutSeed{}, static_cast<std::uint64_t>(unit.node)};
        if (unit.chain != nullptr) {
            runForward(*unit.chain, call, memory);
        } else {
            runForward(m_graph.nodes[at(unit.node)].layer, call, memory);
        }
        if (dropout == nullptr) {
            memory.inputs.clear();
            memory.extra = {};
        }
    }
    return tape.nodes.back().output.to(at::kFloat);
}

void GraphExecutor::runPlain(const at::Tensor& input, const NetworkState& state, const NodeWatch& watch,
                             Tape& tape) const
{
    tape.nodes.assign(m_graph.nodes.size(), {});
    for (const ExecutionUnit& unit : m_plainUnits) {
        NodeMemory& memory = tape.nodes[at(unit.node)];
        for (const int from : unit.inputs) {
            memory.inputs.push_back(tape.nodes[at(from)].output);
        }
        if (unit.inputs.empty()) {
            memory.inputs.push_back(input);
        }
        const ForwardCall call{nodeTensors(m_slots[at(unit.node)], state), false, {}, 0};
        runForward(m_graph.nodes[at(unit.node)].layer, call, memory);
        if (watch) {
            watch(unit.node, memory.output);
        }
    }
}

at::Tensor GraphExecutor::evaluateWatched(const at::Tensor& input, const NetworkState& state,
                                          const NodeWatch& watch) const
{
    Tape tape;
    runPlain(input, state, watch, tape);
    return tape.nodes.back().output.to(at::kFloat);
}

FeatureGradient GraphExecutor::differentiate(const at::Tensor& input, const NetworkState& state, int node,
                                             int classIndex) const
{
    Tape tape;
    runPlain(input, state, {}, tape);
    std::vector<ArrivingSum> arriving(m_graph.nodes.size());
    at::Tensor seed = at::zeros_like(tape.nodes.back().output);
    seed.select(1, classIndex).fill_(1);
    arriving.back().add(seed);
    for (std::size_t i = m_graph.nodes.size(); --i > at(node);) {
        const Node& current = m_graph.nodes[i];
        if (!arriving[i].parts[0].defined()) {
            continue;
        }
        const at::Tensor gradient = runBackward(current.layer, nodeTensors(m_slots[i], state), tape.nodes[i],
                                                arriving[i].total(), {true, false, false})
                                        .input;
        for (const int from : current.inputs) {
            arriving[at(from)].add(gradient);
        }
    }
    const at::Tensor& features = tape.nodes[at(node)].output;
    const ArrivingSum& sum = arriving[at(node)];
    return {features, sum.parts[0].defined() ? sum.total() : at::zeros_like(features)};
}

bool GraphExecutor::isTrainedSlot(int slot, const std::vector<bool>& isTrained) const
{
    return slot >= 0 && isTrained[at(slot)];
}

/// A unit must be reached on the way back when it, or one before it, has a trained parameter.
std::vector<bool> GraphExecutor::nodesToReach(const Units& units, const std::vector<bool>& isTrained) const
{
    std::vector<bool> reach(m_graph.nodes.size(), false);
    for (const ExecutionUnit& unit : units) {
        reach[at(unit.node)] = needsOf(unit, reach, isTrained).any();
    }
    return reach;
}

GradientNeeds GraphExecutor::needsOf(const ExecutionUnit& unit, const std::vector<bool>& reach,
                                     const std::vector<bool>& isTrained) const
{
    const NodeSlots& slots = m_slots[at(unit.parameters)];
    GradientNeeds needs{false, isTrainedSlot(slots.weight, isTrained), isTrainedSlot(slots.bias, isTrained)};
    for (const int from : unit.inputs) {
        needs.input = needs.input || reach[at(from)];
    }
    return needs;
}

void GraphExecutor::backward(const at::Tensor& logitsGradient, const NetworkState& state,
                             const std::vector<bool>& isTrained, Tape& tape, NetworkState& gradients) const
{
    const Units& units = unitsFor(logitsGradient);
    const std::vector<bool> reach = nodesToReach(units, isTrained);
    std::vector<ArrivingSum> arriving(m_graph.nodes.size());
    gradients.assign(state.size(), {});
    arriving.back().add(logitsGradient.to(tape.nodes.back().output.scalar_type()));
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        const NodeMemory memory = std::exchange(tape.nodes[at(unit->node)], {});
        const ArrivingSum sum = std::exchange(arriving[at(unit->node)], {});
        if (!reach[at(unit->node)] || !sum.parts[0].defined()) {
            continue;
        }
        const NodeSlots& slots = m_slots[at(unit->parameters)];
        const NodeTensors tensors = nodeTensors(slots, state);
        const GradientNeeds needs = needsOf(*unit, reach, isTrained);
        const NodeGradients result =
            unit->chain != nullptr
                ? runBackward(*unit->chain, tensors, memory, sum.parts, needs)
                : runBackward(m_graph.nodes[at(unit->node)].layer, tensors, memory, sum.total(), needs);
        for (std::size_t i = 0; i < unit->inputs.size(); ++i) {
            if (reach[at(unit->inputs[i])]) {
                arriving[at(unit->inputs[i])].add(i > 0 && unit->chain != nullptr ? result.other : result.input);
            }
        }
        if (needs.weight) {
            gradients[at(slots.weight)] = result.weight;
        }
        if (needs.bias) {
            gradients[at(slots.bias)] = result.bias;
        }
    }
}

} // namespace saccade
