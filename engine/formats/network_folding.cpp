#include "engine/formats/network_folding.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

/// y = x * scale + shift, one of each a channel.
struct Affine
{
    std::vector<double> scale;
    std::vector<double> shift;
};

bool isFinite(const HostTensor& tensor)
{
    return std::all_of(tensor.values.begin(), tensor.values.end(), [](float value) { return std::isfinite(value); });
}

/// (x - mean) * scale + bias, with its scale and -mean * scale + bias.
Affine affineOf(const BatchNormLayer& layer, const std::string& name, const NamedTensors& tensors)
{
    const HostTensor& variance = tensors.at(name + ".running_var");
    const HostTensor& mean = tensors.at(name + ".running_mean");
    const HostTensor& bias = tensors.at(name + ".bias");
    Affine affine;
    for (std::size_t i = 0; i < variance.values.size(); ++i) {
        const double weight = layer.hasWeight ? tensors.at(name + ".weight").values[i] : 1.0;
        affine.scale.push_back(weight / std::sqrt(double{variance.values[i]} + layer.epsilon));
        affine.shift.push_back(bias.values[i] - mean.values[i] * affine.scale.back());
    }
    return affine;
}

/// How often each node is read.
std::vector<int> readerCounts(const LayerGraph& graph)
{
    std::vector<int> counts(graph.nodes.size(), 0);
    for (const Node& node : graph.nodes) {
        for (const int input : node.inputs) {
            ++counts[static_cast<std::size_t>(input)];
        }
    }
    return counts;
}

/// Whether a norm may move from behind the layer to before it.
struct Commutes
{
    const Affine& affine;

    bool operator()(const DropoutLayer&) const { return true; }
    bool operator()(const PoolLayer& layer) const { return pools(layer.kind, layer.padding); }
    bool operator()(const GlobalPoolLayer& layer) const { return pools(layer.kind, 0); }
    template <typename Other>
    bool operator()(const Other&) const
    {
        return false;
    }

private:
    /// Padding counts as zeros for an average, and zeros a norm would shift.
    [[nodiscard]] bool pools(Pooling kind, int padding) const
    {
        return kind == Pooling::Average
                   ? padding == 0
                   : std::all_of(affine.scale.begin(), affine.scale.end(), [](double scale) { return scale >= 0; });
    }
};

template <typename Kind>
bool is(const Node& node)
{
    return std::holds_alternative<Kind>(node.layer);
}

/// The convolution or linear layer that can take the norm of nodes[index] in, or -1.
int foldingTarget(const LayerGraph& graph, std::size_t index, const Affine& affine)
{
    const std::vector<int> readers = readerCounts(graph);
    auto at = static_cast<std::size_t>(graph.nodes[index].inputs.front());
    while (readers[at] == 1) {
        const Node& node = graph.nodes[at];
        if (is<Conv2dLayer>(node) || is<LinearLayer>(node)) {
            return static_cast<int>(at);
        }
        if (!std::visit(Commutes{affine}, node.layer)) {
            return -1;
        }
        at = static_cast<std::size_t>(node.inputs.front());
    }
    return -1;
}

void setHasBias(Layer& layer, bool hasBias)
{
    if (auto* convolution = std::get_if<Conv2dLayer>(&layer)) {
        convolution->hasBias = hasBias;
    } else if (auto* linear = std::get_if<LinearLayer>(&layer)) {
        linear->hasBias = hasBias;
    }
}

/// Weight and bias of the node, each output channel times its scale and plus its shift. False, and nothing is changed,
/// when a number would not be finite.
bool applyToNode(PortableModel& model, Node& node, const Affine& affine)
{
    HostTensor weight = model.tensors.at(node.name + ".weight");
    const std::size_t channels = affine.scale.size();
    const std::size_t perChannel = weight.values.size() / channels;
    for (std::size_t i = 0; i < weight.values.size(); ++i) {
        weight.values[i] = static_cast<float>(weight.values[i] * affine.scale[i / perChannel]);
    }
    const auto found = model.tensors.find(node.name + ".bias");
    HostTensor bias{{static_cast<std::int64_t>(channels)}, std::vector<float>(channels)};
    for (std::size_t i = 0; i < channels; ++i) {
        const double old = found == model.tensors.end() ? 0.0 : double{found->second.values[i]};
        bias.values[i] = static_cast<float>(old * affine.scale[i] + affine.shift[i]);
    }
    if (!isFinite(weight) || !isFinite(bias)) {
        return false;
    }
    model.tensors[node.name + ".weight"] = std::move(weight);
    model.tensors[node.name + ".bias"] = std::move(bias);
    setHasBias(node.layer, true);
    return true;
}

/// Who read the node reads what it read.
void removeNode(PortableModel& model, std::size_t index)
{
    std::vector<Node>& nodes = model.network.nodes;
    const int before = nodes[index].inputs.front();
    const auto removed = static_cast<int>(index);
    for (const char* suffix : {".weight", ".bias", ".running_mean", ".running_var"}) {
        model.tensors.erase(nodes[index].name + suffix);
    }
    nodes.erase(nodes.begin() + removed);
    for (Node& node : nodes) {
        for (int& input : node.inputs) {
            input = input == removed ? before : input > removed ? input - 1 : input;
        }
    }
}

bool foldNorm(PortableModel& model, std::size_t index)
{
    const Node& node = model.network.nodes[index];
    const auto* norm = std::get_if<BatchNormLayer>(&node.layer);
    if (norm == nullptr) {
        return false;
    }
    const Affine affine = affineOf(*norm, node.name, model.tensors);
    const int target = foldingTarget(model.network, index, affine);
    return target >= 0 && applyToNode(model, model.network.nodes[static_cast<std::size_t>(target)], affine);
}

/// Times a factor: false when the last layer but dropout is not linear, or a number would not be finite.
bool scaleHead(PortableModel& model, double factor)
{
    std::size_t at = model.network.nodes.size() - 1;
    while (is<DropoutLayer>(model.network.nodes[at])) {
        at = static_cast<std::size_t>(model.network.nodes[at].inputs.front());
    }
    Node& head = model.network.nodes[at];
    const auto* linear = std::get_if<LinearLayer>(&head.layer);
    if (linear == nullptr || !std::isfinite(factor)) {
        return false;
    }
    const auto classes = static_cast<std::size_t>(linear->outFeatures);
    const bool hadBias = linear->hasBias;
    if (!applyToNode(model, head, {std::vector<double>(classes, factor), std::vector<double>(classes, 0.0)})) {
        return false;
    }
    if (!hadBias) {
        setHasBias(head.layer, false);
        model.tensors.erase(head.name + ".bias");
    }
    return true;
}

std::string freeName(const LayerGraph& graph, std::string name)
{
    const auto isTaken = [&](const Node& node) { return node.name == name; };
    while (std::any_of(graph.nodes.begin(), graph.nodes.end(), isTaken)) {
        name += '_';
    }
    return name;
}

} // namespace

PortableModel foldNorms(PortableModel model)
{
    for (std::size_t i = 1; i < model.network.nodes.size();) {
        if (foldNorm(model, i)) {
            removeNode(model, i);
        } else {
            ++i;
        }
    }
    return model;
}

PortableModel foldHead(PortableModel model)
{
    std::vector<Node>& nodes = model.network.nodes;
    const std::vector<Node> original = nodes;
    double factor = 1 / model.temperature;
    while (const auto* scale = std::get_if<ScaleLayer>(&nodes.back().layer)) {
        factor *= scale->factor; // nobody but its reader reads the node before: it would lead nowhere
        nodes.pop_back();
    }
    if (!scaleHead(model, factor)) {
        nodes = original;
        if (model.temperature != 1) {
            const std::string name = freeName(model.network, "temperature");
            nodes.push_back({name, ScaleLayer{1 / model.temperature}, {static_cast<int>(nodes.size()) - 1}});
        }
    }
    model.temperature = 1;
    return model;
}

PortableModel withoutDropout(PortableModel model)
{
    for (std::size_t i = 1; i < model.network.nodes.size();) {
        if (is<DropoutLayer>(model.network.nodes[i])) {
            removeNode(model, i);
        } else {
            ++i;
        }
    }
    return model;
}

} // namespace saccade
