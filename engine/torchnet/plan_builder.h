#pragma once

#include <map>

#include "engine/torchnet/image_plan.h"
#include "engine/torchnet/plan_units.h"

namespace saccade {

/// Makes an ImagePlan, unit by unit. Any thread.
class PlanBuilder final
{
public:
    PlanBuilder(const LayerGraph& graph, const GraphSummary& summary, const NamedTensors& tensors);

    /// Null as ImagePlan::make() says.
    [[nodiscard]] std::unique_ptr<ImagePlan> build();

private:
    [[nodiscard]] PlanBuffer& addBuffer(const OutputShape& shape, std::int64_t border);
    [[nodiscard]] std::int64_t borderFor(int node) const;
    [[nodiscard]] const Node& nodeAt(int index) const { return m_graph.nodes[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const OutputShape& shapeOf(int index) const
    {
        return m_summary.nodes[static_cast<std::size_t>(index)].output;
    }

    [[nodiscard]] bool addUnit(const PlanUnit& unit);
    [[nodiscard]] bool addWeighted(const PlanUnit& unit, const PlanBuffer& input, PlanBuffer& output);
    /// What other layers give, without what follows in the unit: false for a layer that has no pass.
    [[nodiscard]] bool addPlain(const Layer& layer, const PlanBuffer& input, PlanBuffer& output);
    /// function(x * factor + offset + other).
    void addMap(const PlanUnit& unit, const PlanBuffer& from, PlanBuffer& to);

    const LayerGraph& m_graph;
    const GraphSummary& m_summary;
    const NamedTensors& m_tensors;
    ImagePlan::Buffers m_buffers;
    std::map<int, PlanBuffer*> m_outputs; // by the last node of a unit
    std::vector<std::function<void()>> m_steps;
};

} // namespace saccade
