#include "engine/torchnet/network_state.h"

#include <ATen/ops/empty.h>
#include <algorithm>

namespace saccade {
namespace {

int& slotOf(NodeSlots& slots, const std::string& name)
{
    const std::string kind = name.substr(name.rfind('.') + 1);
    if (kind == "weight") {
        return slots.weight;
    }
    if (kind == "bias") {
        return slots.bias;
    }
    return kind == "running_mean" ? slots.runningMean : slots.runningVariance;
}

at::MemoryFormat formatOf(const at::Tensor& tensor)
{
    return tensor.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
}

} // namespace

std::vector<NodeSlots> bindSlots(const LayerGraph& graph, const GraphSummary& summary)
{
    std::vector<NodeSlots> slots(graph.nodes.size());
    for (std::size_t i = 0; i < summary.parameters.size(); ++i) {
        const ParameterInfo& info = summary.parameters[i];
        slotOf(slots[static_cast<std::size_t>(info.node)], info.name) = static_cast<int>(i);
    }
    return slots;
}

NetworkState toState(const GraphSummary& summary, const NamedTensors& tensors, c10::Device device)
{
    NetworkState state;
    for (const ParameterInfo& info : summary.parameters) {
        const HostTensor& host = tensors.at(info.name);
        at::Tensor tensor = at::empty(host.shape, at::TensorOptions(at::kFloat));
        std::copy(host.values.begin(), host.values.end(), tensor.mutable_data_ptr<float>());
        state.push_back(tensor.to(device).contiguous(formatOf(tensor)));
    }
    return state;
}

NamedTensors toNamedTensors(const GraphSummary& summary, const NetworkState& state)
{
    NamedTensors tensors;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const at::Tensor host = state[i].to(at::kCPU).contiguous();
        const float* values = host.const_data_ptr<float>();
        tensors[summary.parameters[i].name] = {summary.parameters[i].shape, {values, values + host.numel()}};
    }
    return tensors;
}

NetworkState computeCopy(const LayerGraph& graph, const GraphSummary& summary, const NetworkState& masters,
                         const ComputeType& compute)
{
    NetworkState copies;
    for (std::size_t i = 0; i < masters.size(); ++i) {
        const Layer& layer = graph.nodes[static_cast<std::size_t>(summary.parameters[i].node)].layer;
        const bool isNorm = std::holds_alternative<BatchNormLayer>(layer);
        const auto type = isNorm ? at::kFloat : compute.type;
        const auto options = at::TensorOptions(type).device(compute.device);
        at::Tensor copy = at::empty(masters[i].sizes(), options, formatOf(masters[i]));
        copies.push_back(copy.copy_(masters[i]));
    }
    return copies;
}

} // namespace saccade
