#include "engine/network/graph_summary.h"

#include <algorithm>
#include <set>

#include "engine/network/layer_parameters.h"
#include "engine/network/layer_shapes.h"

namespace saccade {

namespace {

constexpr std::size_t kMostNodes = 4096;
constexpr std::size_t kLongestName = 100;
constexpr std::int64_t kMostFlops = std::int64_t{1} << 60;

Error invalid(std::string detail)
{
    return Error{ErrorCode::GraphInvalid, std::move(detail), {}};
}

Error invalidNode(const Node& node, const std::string& why)
{
    return invalid("node " + node.name + ": " + why);
}

bool isNameCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

Result<void> checkNames(const LayerGraph& graph)
{
    std::set<std::string> seen;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const std::string& name = graph.nodes[i].name;
        if (name.empty() || name.size() > kLongestName || !std::all_of(name.begin(), name.end(), isNameCharacter)) {
            return invalid("node " + std::to_string(i) + " needs a name of letters, digits, '_' and '.'");
        }
        if (!seen.insert(name).second) {
            return invalid("two nodes are named " + name);
        }
    }
    return {};
}

std::string inputCountFault(const Node& node)
{
    const std::size_t count = node.inputs.size();
    if (std::holds_alternative<AddLayer>(node.layer)) {
        return count >= 2 ? "" : "must read at least 2 nodes";
    }
    return count == 1 ? "" : "must read 1 node, not " + std::to_string(count);
}

Result<void> checkReferences(const LayerGraph& graph)
{
    std::vector<bool> isRead(graph.nodes.size(), false);
    for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        if (std::holds_alternative<InputLayer>(node.layer)) {
            return invalidNode(node, "only the first node may be the input");
        }
        if (const std::string fault = inputCountFault(node); !fault.empty()) {
            return invalidNode(node, fault);
        }
        for (const int input : node.inputs) {
            if (input < 0 || static_cast<std::size_t>(input) >= i) {
                return invalidNode(node, "reads node " + std::to_string(input) + ", which does not stand before it");
            }
            isRead[static_cast<std::size_t>(input)] = true;
        }
    }
    for (std::size_t i = 0; i + 1 < graph.nodes.size(); ++i) {
        if (!isRead[i]) {
            return invalidNode(graph.nodes[i], "its output is not used");
        }
    }
    return {};
}

Result<void> checkStructure(const LayerGraph& graph)
{
    if (graph.nodes.size() < 2 || graph.nodes.size() > kMostNodes) {
        return invalid("a graph has from 2 to " + std::to_string(kMostNodes) + " nodes");
    }
    if (const Result<void> names = checkNames(graph); !names) {
        return names;
    }
    const Node& first = graph.nodes.front();
    if (!std::holds_alternative<InputLayer>(first.layer) || !first.inputs.empty()) {
        return invalidNode(first, "the first node must be the input and read nothing");
    }
    if (const Result<void> references = checkReferences(graph); !references) {
        return references;
    }
    const ImageSize& size = graph.input().size;
    if (std::min(size.height, size.width) < graph.minimumSide) {
        return Error{ErrorCode::InputTooSmall,
                     "needs images of at least " + std::to_string(graph.minimumSide) + " x " +
                         std::to_string(graph.minimumSide) + " pixels, not " + std::to_string(size.width) + " x " +
                         std::to_string(size.height),
                     {}};
    }
    return {};
}

/// Products of the weights with what they read; what the other layers do is below a hundredth of that.
std::int64_t countFlops(const Node& node, const std::vector<ParameterInfo>& parameters, const OutputShape& output)
{
    if (std::holds_alternative<Conv2dLayer>(node.layer)) {
        return 2 * parameters.front().elements() * output.height * output.width;
    }
    return std::holds_alternative<LinearLayer>(node.layer) ? 2 * parameters.front().elements() : 0;
}

Result<void> addNode(const LayerGraph& graph, std::size_t index, GraphSummary& summary)
{
    const Node& node = graph.nodes[index];
    std::vector<OutputShape> inputs;
    for (const int input : node.inputs) {
        inputs.push_back(summary.nodes[static_cast<std::size_t>(input)].output);
    }
    const Result<OutputShape> output = inferShape(node.layer, inputs);
    if (!output) {
        return invalidNode(node, output.error().detail);
    }
    NodeSummary entry{*output, 0, 0};
    if (!inputs.empty()) {
        Result<std::vector<ParameterInfo>> parameters = inferParameters(graph, static_cast<int>(index), inputs.front());
        if (!parameters) {
            return invalidNode(node, parameters.error().detail);
        }
        entry.flops = countFlops(node, *parameters, *output);
        for (ParameterInfo& parameter : *parameters) {
            entry.parameters += parameter.isBuffer ? 0 : parameter.elements();
            summary.parameters.push_back(std::move(parameter));
        }
        summary.activationElements += output->elements();
    }
    summary.parameterCount += entry.parameters;
    summary.flops += entry.flops;
    summary.nodes.push_back(entry);
    if (summary.flops > kMostFlops || summary.activationElements > kLargestActivations) {
        return invalidNode(node, "the network is too large");
    }
    return {};
}

} // namespace

std::int64_t OutputShape::elements() const
{
    return isFlat() ? channels : std::int64_t{channels} * height * width;
}

std::int64_t ParameterInfo::elements() const
{
    std::int64_t product = 1;
    for (const std::int64_t side : shape) {
        product *= side;
    }
    return product;
}

std::int64_t GraphSummary::trainingBytes(int batchSize, int bytesPerActivation) const
{
    // fp32 master weight, gradient and up to two values of optimiser state, and the copy the activations meet.
    const std::int64_t perParameter = 4 * 4 + (bytesPerActivation < 4 ? bytesPerActivation : 0);
    return parameterCount * perParameter + 2 * activationElements * batchSize * bytesPerActivation;
}

Result<GraphSummary> summarise(const LayerGraph& graph)
{
    if (const Result<void> structure = checkStructure(graph); !structure) {
        return structure.error();
    }
    GraphSummary summary;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (const Result<void> added = addNode(graph, i, summary); !added) {
            return added.error();
        }
    }
    if (const OutputShape& logits = summary.nodes.back().output; !logits.isFlat()) {
        return invalidNode(graph.nodes.back(), "the last node must give one value a class, not " + shapeText(logits));
    }
    return summary;
}

} // namespace saccade
