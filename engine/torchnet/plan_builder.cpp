#include "engine/torchnet/plan_builder.h"

#include <algorithm>
#include <cmath>

#include "engine/torchnet/norm_kernels.h"
#include "engine/torchnet/plan_pools.h"
#include "engine/torchnet/window_layout.h"

namespace saccade {
namespace {

/// One value for each channel, of what may be empty or the same for all.
std::vector<double> perChannel(const std::vector<double>& values, std::int64_t channels, double otherwise)
{
    const auto count = static_cast<std::size_t>(channels);
    if (values.size() == count) {
        return values;
    }
    return std::vector<double>(count, values.empty() ? otherwise : values.front());
}

std::vector<float> toFloats(const std::vector<double>& values)
{
    std::vector<float> floats;
    for (const double value : values) {
        floats.push_back(static_cast<float>(value));
    }
    return floats;
}

bool isFinite(const std::vector<LaneBlock>& blocks)
{
    return std::all_of(blocks.begin(), blocks.end(), [](const LaneBlock& block) {
        return std::all_of(block.values.begin(), block.values.end(), [](float value) { return std::isfinite(value); });
    });
}

/// The window of a layer with weights, or none.
std::optional<WindowShape> windowOf(const Layer& layer)
{
    if (const auto* convolution = std::get_if<Conv2dLayer>(&layer);
        convolution != nullptr && convolution->groups == 1) {
        return WindowShape{convolution->kernel, convolution->stride, convolution->padding};
    }
    return std::holds_alternative<LinearLayer>(layer) ? std::optional(WindowShape{}) : std::nullopt;
}

} // namespace

PlanBuilder::PlanBuilder(const LayerGraph& graph, const GraphSummary& summary, const NamedTensors& tensors)
    : m_graph(graph), m_summary(summary), m_tensors(tensors)
{}

std::unique_ptr<ImagePlan> PlanBuilder::build()
{
    m_outputs[0] = &addBuffer(shapeOf(0), borderFor(0));
    for (const PlanUnit& unit : findPlanUnits(m_graph, m_tensors)) {
        if (!addUnit(unit)) {
            return nullptr;
        }
    }
    return std::unique_ptr<ImagePlan>(new ImagePlan(m_graph.input(), std::move(m_buffers), std::move(m_steps)));
}

PlanBuffer& PlanBuilder::addBuffer(const OutputShape& shape, std::int64_t border)
{
    m_buffers.push_back(std::make_unique<PlanBuffer>(shape, border));
    return *m_buffers.back();
}

/// The widest padding of what reads the node.
std::int64_t PlanBuilder::borderFor(int node) const
{
    std::int64_t border = 0;
    for (const Node& reader : m_graph.nodes) {
        if (std::find(reader.inputs.begin(), reader.inputs.end(), node) == reader.inputs.end()) {
            continue;
        }
        if (const auto* convolution = std::get_if<Conv2dLayer>(&reader.layer)) {
            border = std::max<std::int64_t>(border, convolution->padding);
        } else if (const auto* pool = std::get_if<PoolLayer>(&reader.layer)) {
            border = std::max<std::int64_t>(border, pool->padding);
        }
    }
    return border;
}

bool PlanBuilder::addUnit(const PlanUnit& unit)
{
    const Node& node = nodeAt(unit.first);
    const PlanBuffer& input = *m_outputs.at(node.inputs.front());
    const bool hasWeights = windowOf(node.layer).has_value();
    const bool isCurved = unit.function == PointFunction::Gelu || unit.function == PointFunction::Silu;
    const bool hasMap =
        unit.isPlain ||
        (hasWeights ? isCurved : !unit.factor.empty() || unit.other >= 0 || unit.function != PointFunction::None);
    PlanBuffer* between = hasMap && !unit.isPlain ? &addBuffer(shapeOf(unit.last), 0) : nullptr;
    PlanBuffer& output = addBuffer(shapeOf(unit.last), borderFor(unit.last));
    PlanBuffer& direct = between != nullptr ? *between : output;
    m_outputs[unit.last] = &output;
    if (hasWeights) {
        if (!addWeighted(unit, input, direct)) {
            return false;
        }
    } else if (!unit.isPlain && !addPlain(node.layer, input, direct)) {
        return false;
    }
    if (hasMap) {
        PlanUnit rest = unit;
        if (hasWeights) { // the weights have the rest in them
            rest.factor = rest.offset = {};
            rest.other = -1;
        }
        addMap(rest, unit.isPlain ? input : direct, output);
    }
    return true;
}

bool PlanBuilder::addWeighted(const PlanUnit& unit, const PlanBuffer& input, PlanBuffer& output)
{
    const Node& node = nodeAt(unit.first);
    const auto bias = m_tensors.find(node.name + ".bias");
    WindowWeights weights{m_tensors.at(node.name + ".weight").values, perChannel(unit.factor, output.channels, 1.0),
                          perChannel(unit.offset, output.channels, 0.0)};
    for (std::size_t c = 0; c < weights.bias.size() && bias != m_tensors.end(); ++c) {
        weights.bias[c] += double{bias->second.values[c]} * weights.factor[c];
    }
    const PlanBuffer* other = unit.other < 0 ? nullptr : m_outputs.at(unit.other);
    DirectConvolution convolution = layOut(*windowOf(node.layer), weights, input, output, other);
    convolution.isRelu = unit.function == PointFunction::Relu;
    if (!isFinite(convolution.weights) || !isFinite(convolution.bias)) {
        return false;
    }
    m_steps.emplace_back([convolution = std::move(convolution), &input, &output, other] {
        convolve(convolution, input.values.data(), other == nullptr ? nullptr : other->values.data(),
                 output.values.data());
    });
    return true;
}

bool PlanBuilder::addPlain(const Layer& layer, const PlanBuffer& input, PlanBuffer& output)
{
    if (const auto* pool = std::get_if<PoolLayer>(&layer)) {
        m_steps.emplace_back([pool = *pool, &input, &output] { poolImage(pool, input, output); });
    } else if (const auto* whole = std::get_if<GlobalPoolLayer>(&layer)) {
        m_steps.emplace_back([kind = whole->kind, &input, &output] { poolWhole(kind, input, output); });
    } else if (std::holds_alternative<FlattenLayer>(layer)) {
        m_steps.emplace_back([&input, &output] { flattenImage(input, output); });
    } else {
        return false;
    }
    return true;
}

void PlanBuilder::addMap(const PlanUnit& unit, const PlanBuffer& from, PlanBuffer& to)
{
    const PlanBuffer* other = unit.other < 0 ? nullptr : m_outputs.at(unit.other);
    m_steps.emplace_back([factor = toFloats(perChannel(unit.factor, to.channels, 1.0)),
                          offset = toFloats(perChannel(unit.offset, to.channels, 0.0)), function = unit.function, other,
                          &from, &to] {
        for (std::int64_t y = 0; y < to.height; ++y) {
            NormKernels<float>::map({from.row(y), to.width, to.channels}, {factor.data(), offset.data(), function},
                                    other == nullptr ? nullptr : other->row(y), to.row(y));
        }
    });
}

} // namespace saccade
