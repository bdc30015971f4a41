#include "engine/torchnet/plan_units.h"

#include <algorithm>
#include <cmath>

#include "engine/torchnet/fused_norm.h"

namespace saccade {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Lengthens units node by node.
class UnitFinder final
{
public:
    UnitFinder(const LayerGraph& graph, const NamedTensors& tensors)
        : m_graph(graph), m_tensors(tensors), m_readers(graph.nodes.size()), m_isTaken(graph.nodes.size(), false)
    {
        for (int node = 0; node < static_cast<int>(graph.nodes.size()); ++node) {
            for (const int input : graph.nodes[at(node)].inputs) {
                m_readers[at(input)].push_back(node);
            }
        }
    }

    [[nodiscard]] bool isTaken(int node) const { return m_isTaken[at(node)]; }

    PlanUnit unitFrom(int first)
    {
        PlanUnit unit;
        unit.first = unit.last = first;
        unit.isPlain = take(unit, first, m_graph.nodes[at(first)].inputs.empty() ? -1 : input(first));
        m_isTaken[at(first)] = true;
        while (m_readers[at(unit.last)].size() == 1) {
            const int next = m_readers[at(unit.last)].front();
            if (isTaken(next) || !take(unit, next, unit.last)) {
                break;
            }
            unit.last = next;
            m_isTaken[at(next)] = true;
        }
        return unit;
    }

private:
    [[nodiscard]] int input(int node) const { return m_graph.nodes[at(node)].inputs.front(); }

    /// Does the unit so far, which `node` reads as `from`, take the node in?
    bool take(PlanUnit& unit, int node, int from) const
    {
        const Layer& layer = m_graph.nodes[at(node)].layer;
        const bool isOpen = unit.function == PointFunction::None;
        if (std::holds_alternative<DropoutLayer>(layer)) {
            return true;
        }
        if (const auto* activation = std::get_if<ActivationLayer>(&layer); activation != nullptr && isOpen) {
            unit.function = pointFunctionOf(activation->function);
            return true;
        }
        if (!isOpen || unit.other >= 0) {
            return false;
        }
        if (std::holds_alternative<AddLayer>(layer)) {
            return takeSum(unit, m_graph.nodes[at(node)].inputs, from);
        }
        if (const auto* norm = std::get_if<BatchNormLayer>(&layer)) {
            takeNorm(unit, *norm, m_graph.nodes[at(node)].name);
            return true;
        }
        if (const auto* scale = std::get_if<ScaleLayer>(&layer); scale != nullptr && !unit.factor.empty()) {
            for (std::size_t c = 0; c < unit.factor.size(); ++c) {
                unit.factor[c] *= scale->factor;
                unit.offset[c] *= scale->factor;
            }
            return true;
        } else if (scale != nullptr) {
            unit.factor = {scale->factor}; // the same for every channel
            unit.offset = {0.0};
            return true;
        }
        return false;
    }

    static bool takeSum(PlanUnit& unit, const std::vector<int>& inputs, int from)
    {
        if (inputs.size() != 2) {
            return false;
        }
        unit.other = inputs.front() == from ? inputs.back() : inputs.front();
        return true;
    }

    void takeNorm(PlanUnit& unit, const BatchNormLayer& layer, const std::string& name) const
    {
        const std::vector<float>& variance = m_tensors.at(name + ".running_var").values;
        const std::vector<float>& mean = m_tensors.at(name + ".running_mean").values;
        const std::vector<float>& bias = m_tensors.at(name + ".bias").values;
        const double before = unit.factor.empty() ? 1.0 : unit.factor.front();
        if (unit.factor.size() != variance.size()) {
            unit.factor.assign(variance.size(), before);
            unit.offset.assign(variance.size(), 0.0);
        }
        for (std::size_t c = 0; c < variance.size(); ++c) {
            const double weight = layer.hasWeight ? double{m_tensors.at(name + ".weight").values[c]} : 1.0;
            const double scale = weight / std::sqrt(double{variance[c]} + layer.epsilon);
            unit.factor[c] *= scale;
            unit.offset[c] = (unit.offset[c] - double{mean[c]}) * scale + double{bias[c]};
        }
    }

    const LayerGraph& m_graph;
    const NamedTensors& m_tensors;
    std::vector<std::vector<int>> m_readers;
    std::vector<bool> m_isTaken;
};

} // namespace

std::vector<PlanUnit> findPlanUnits(const LayerGraph& graph, const NamedTensors& tensors)
{
    UnitFinder finder(graph, tensors);
    std::vector<PlanUnit> units;
    for (int node = 1; node < static_cast<int>(graph.nodes.size()); ++node) {
        if (!finder.isTaken(node)) {
            units.push_back(finder.unitFrom(node));
        }
    }
    // What a unit adds may come from a branch that stands between its nodes.
    std::sort(units.begin(), units.end(), [](const PlanUnit& a, const PlanUnit& b) { return a.last < b.last; });
    return units;
}

} // namespace saccade
