#include "engine/torchnet/heat_map.h"

#include <ATen/ops/mul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/upsample_bilinear2d.h>

namespace saccade {
namespace {

/// 1 x 1 x h x w, not below 0.
at::Tensor evidence(const FeatureGradient& at, HeatMapMethod method)
{
    const at::Tensor weight = method == HeatMapMethod::GradCam ? at.gradient.mean({2, 3}, true) : at::relu(at.gradient);
    return at::relu(at::mul(weight, at.features).sum(1, true));
}

} // namespace

std::optional<int> lastSpatialNode(const GraphSummary& summary)
{
    for (int node = static_cast<int>(summary.nodes.size()) - 1; node > 0; --node) {
        const OutputShape& shape = summary.nodes[static_cast<std::size_t>(node)].output;
        if (!shape.isFlat() && shape.height * shape.width > 1) {
            return node;
        }
    }
    return std::nullopt;
}

HeatMap makeHeatMap(const GraphExecutor& executor, const NetworkState& state, const at::Tensor& input, int node,
                    int classIndex, HeatMapMethod method)
{
    const at::Tensor small = evidence(executor.differentiate(input, state, node, classIndex), method).contiguous();
    const at::Tensor large =
        at::upsample_bilinear2d(small, {input.size(2), input.size(3)}, false, std::nullopt, std::nullopt).contiguous();
    HeatMap map;
    map.height = static_cast<int>(input.size(2));
    map.width = static_cast<int>(input.size(3));
    map.node = executor.graph().nodes[static_cast<std::size_t>(node)].name;
    map.nodeHeight = static_cast<int>(small.size(2));
    map.nodeWidth = static_cast<int>(small.size(3));
    const float* values = large.const_data_ptr<float>();
    map.values.assign(values, values + large.numel());
    const float peak = large.max().item<float>();
    for (float& value : map.values) {
        value = peak > 0 ? value / peak : 0.0F;
    }
    return map;
}

} // namespace saccade
