#include "engine/network/layer_parameters.h"

#include "engine/network/layer_shapes.h"

namespace saccade {

namespace {

using Parameters = std::vector<ParameterInfo>;

struct ParametersOf
{
    const Node& node;
    int index;
    OutputShape input;

    [[nodiscard]] ParameterInfo make(const char* suffix, std::vector<std::int64_t> shape, ParameterRule rule) const
    {
        return {node.name + suffix, std::move(shape), rule, index, false};
    }

    Parameters operator()(const Conv2dLayer& layer) const
    {
        Parameters list{make(".weight", {layer.outChannels, input.channels / layer.groups, layer.kernel, layer.kernel},
                             layer.weight)};
        if (layer.hasBias) {
            list.push_back(make(".bias", {layer.outChannels}, layer.bias));
        }
        return list;
    }

    Parameters operator()(const BatchNormLayer& layer) const
    {
        Parameters list;
        if (layer.hasWeight) {
            list.push_back(make(".weight", {input.channels}, layer.weight));
        }
        list.push_back(make(".bias", {input.channels}, layer.bias));
        list.push_back(make(".running_mean", {input.channels}, {Initialiser::Zeros, 0}));
        list.push_back(make(".running_var", {input.channels}, {Initialiser::Ones, 0}));
        list[list.size() - 2].isBuffer = true;
        list[list.size() - 1].isBuffer = true;
        return list;
    }

    Parameters operator()(const LinearLayer& layer) const
    {
        Parameters list{make(".weight", {layer.outFeatures, input.channels}, layer.weight)};
        if (layer.hasBias) {
            list.push_back(make(".bias", {layer.outFeatures}, layer.bias));
        }
        return list;
    }

    template <typename Other>
    Parameters operator()(const Other&) const
    {
        return {};
    }
};

std::string ruleFault(const LayerGraph& graph, const ParameterInfo& parameter)
{
    const auto& shape = parameter.shape;
    if (!(parameter.rule.trainableUntil >= 0)) {
        return "trainableUntil must be at least 0";
    }
    if (parameter.elements() > kLargestTensor) {
        return "too many values";
    }
    const bool isKernel = shape.size() == 4;
    if (parameter.rule.initialiser == Initialiser::Dirac && !isKernel) {
        return "dirac is for convolution weights";
    }
    if (parameter.rule.initialiser != Initialiser::Whitening) {
        return {};
    }
    const Node& node = graph.nodes[static_cast<std::size_t>(parameter.node)];
    if (!isKernel || node.inputs != std::vector<int>{0}) {
        return "whitening is for the weights of a convolution that reads the input";
    }
    const std::int64_t components = shape[1] * shape[2] * shape[3];
    if (components * 2 != shape[0]) {
        return "whitening needs " + std::to_string(components * 2) + " filters, not " + std::to_string(shape[0]);
    }
    return {};
}

} // namespace

Result<Parameters> inferParameters(const LayerGraph& graph, int index, const OutputShape& input)
{
    const Node& node = graph.nodes[static_cast<std::size_t>(index)];
    Parameters parameters = std::visit(ParametersOf{node, index, input}, node.layer);
    for (const ParameterInfo& parameter : parameters) {
        const std::string fault = ruleFault(graph, parameter);
        if (!fault.empty()) {
            return Error{ErrorCode::GraphInvalid, parameter.name + ": " + fault, {}};
        }
    }
    return parameters;
}

} // namespace saccade
