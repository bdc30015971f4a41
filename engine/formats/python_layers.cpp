#include "engine/formats/python_layers.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "engine/formats/python_text.h"

namespace saccade {

namespace {

constexpr std::string_view kLayersClass = R"py(

class Layers(nn.Module):
    """Modules by name, whatever the name: layers["0"]."""

    def __init__(self, modules):
        super().__init__()
        self._modules.update(modules)

    def __getitem__(self, name):
        return self._modules[name]
)py";

constexpr std::string_view kBiasNormClass = R"py(

class BiasNorm%s(nn.BatchNorm%s):
    """Batch normalisation with a bias, its factor fixed at 1."""

    def __init__(self, channels, **options):
        super().__init__(channels, **options)
        self.weight = None
)py";

constexpr std::string_view kBuffers = R"py(        for name, values in (("mean", MEAN), ("deviation", DEVIATION)):
            numbers = torch.tensor(values).view(-1, 1, 1)
            self.register_buffer(name, numbers, persistent=False)
)py";

std::vector<std::string> partsOf(const std::string& name)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', begin)) {
        parts.push_back(name.substr(begin, dot - begin));
        begin = dot + 1;
    }
    parts.push_back(name.substr(begin));
    return parts;
}

bool hasParameters(const Node& node)
{
    return std::holds_alternative<Conv2dLayer>(node.layer) || std::holds_alternative<BatchNormLayer>(node.layer) ||
           std::holds_alternative<LinearLayer>(node.layer);
}

bool isLayerName(const LayerGraph& graph, const std::string& name)
{
    return std::any_of(graph.nodes.begin(), graph.nodes.end(),
                       [&name](const Node& node) { return node.name == name && hasParameters(node); });
}

std::string attribute(const std::string& name)
{
    return std::string(".").append(name);
}

std::string element(const std::string& name)
{
    return std::string("[").append(pythonString(name)).append("]");
}

/// torch.nn's call that makes the module of one node.
struct Constructor
{
    OutputShape input;

    static std::string option(const char* name, int value, int usual)
    {
        return value == usual ? std::string() : std::string(", ") + name + "=" + std::to_string(value);
    }
    static std::string option(const char* name, double value, double usual)
    {
        return value == usual ? std::string() : std::string(", ") + name + "=" + pythonNumber(value);
    }

    std::string operator()(const Conv2dLayer& layer) const
    {
        return "nn.Conv2d(" + std::to_string(input.channels) + ", " + std::to_string(layer.outChannels) + ", " +
               std::to_string(layer.kernel) + option("stride", layer.stride, 1) + option("padding", layer.padding, 0) +
               option("groups", layer.groups, 1) + (layer.hasBias ? ")" : ", bias=False)");
    }
    std::string operator()(const BatchNormLayer& layer) const
    {
        return std::string(layer.hasWeight ? "nn.BatchNorm" : "BiasNorm") + (input.isFlat() ? "1d(" : "2d(") +
               std::to_string(input.channels) + option("eps", layer.epsilon, 1e-5) +
               option("momentum", layer.momentum, 0.1) + ")";
    }
    std::string operator()(const LinearLayer& layer) const
    {
        return "nn.Linear(" + std::to_string(input.channels) + ", " + std::to_string(layer.outFeatures) +
               (layer.hasBias ? ")" : ", bias=False)");
    }
    template <typename Other>
    std::string operator()(const Other&) const
    {
        return {};
    }
};

/// Modules by the parts of their dotted names, in graph order.
struct ModuleTree
{
    std::string name;
    std::string constructor; ///< empty: only a group of others
    std::vector<ModuleTree> children;

    ModuleTree& child(const std::string& part)
    {
        const auto found = std::find_if(children.begin(), children.end(),
                                        [&part](const ModuleTree& other) { return other.name == part; });
        return found != children.end() ? *found : children.emplace_back(ModuleTree{part, {}, {}});
    }
};

ModuleTree treeOf(const LayerGraph& graph, const GraphSummary& summary)
{
    ModuleTree root;
    for (const Node& node : graph.nodes) {
        if (!hasParameters(node)) {
            continue;
        }
        ModuleTree* tree = &root;
        for (const std::string& part : partsOf(node.name)) {
            tree = &tree->child(part);
        }
        const OutputShape input = summary.nodes[static_cast<std::size_t>(node.inputs.front())].output;
        tree->constructor = std::visit(Constructor{input}, node.layer);
    }
    return root;
}

/// A group as a call of Layers, begun in the current line; a layer that holds others gets them elsewhere.
std::string groupText(const ModuleTree& group, std::size_t indent)
{
    std::string text = "Layers({\n";
    for (const ModuleTree& child : group.children) {
        const std::string key = pythonString(child.name) + ": ";
        if (child.constructor.empty()) {
            text += std::string(indent + 4, ' ') + key + groupText(child, indent + 4) + ",\n";
        } else {
            text += pythonLine(indent + 4, key + child.constructor + ",");
        }
    }
    return text + std::string(indent, ' ') + "})";
}

/// The assignments that make the modules below `place`.
void addAssignments(const ModuleTree& tree, const std::string& place, bool isLayer, std::string& text);

/// Layers that hold other layers, anywhere below.
void addInnerAssignments(const ModuleTree& tree, const std::string& place, std::string& text)
{
    if (!tree.constructor.empty()) {
        addAssignments(tree, place, true, text);
        return;
    }
    for (const ModuleTree& child : tree.children) {
        const bool isPlain = isPlainAttribute(child.name);
        addInnerAssignments(child, place + (isPlain ? attribute(child.name) : element(child.name)), text);
    }
}

void addAssignments(const ModuleTree& tree, const std::string& place, bool isLayer, std::string& text)
{
    constexpr std::size_t indent = 8;
    for (const ModuleTree& child : tree.children) {
        const bool isPlain = !isLayer && isPlainAttribute(child.name);
        const std::string target =
            place + (isPlain ? attribute(child.name) : std::string("._modules").append(element(child.name)));
        text += child.constructor.empty() ? std::string(indent, ' ') + target + " = " + groupText(child, indent) + "\n"
                                          : pythonLine(indent, target + " = " + child.constructor);
        addInnerAssignments(child, target, text);
    }
}

std::string biasNormClasses(const LayerGraph& graph, const GraphSummary& summary)
{
    std::string text;
    for (const bool isFlat : {true, false}) {
        const bool isUsed = std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node& node) {
            const auto* norm = std::get_if<BatchNormLayer>(&node.layer);
            return norm != nullptr && !norm->hasWeight &&
                   summary.nodes[static_cast<std::size_t>(node.inputs.front())].output.isFlat() == isFlat;
        });
        std::string definition(isUsed ? kBiasNormClass : "");
        for (std::size_t at = definition.find("%s"); at != std::string::npos; at = definition.find("%s")) {
            definition.replace(at, 2, isFlat ? "1d" : "2d");
        }
        text += definition;
    }
    return text;
}

bool hasGroups(const ModuleTree& root)
{
    const std::function<bool(const ModuleTree&)> holdsGroup = [&](const ModuleTree& tree) {
        return tree.constructor.empty() || std::any_of(tree.children.begin(), tree.children.end(), holdsGroup);
    };
    return std::any_of(root.children.begin(), root.children.end(), holdsGroup);
}

} // namespace

std::string pythonAccess(const LayerGraph& graph, const std::string& name)
{
    std::string access = "self";
    std::size_t length = 0; // of the name's parts so far
    bool isLayer = false;
    for (const std::string& part : partsOf(name)) {
        const bool isRaw = isLayer || length == 0; // neither the network nor torch.nn's layers have []
        const bool isPlain = !isLayer && isPlainAttribute(part);
        access += isPlain ? attribute(part) : std::string(isRaw ? "._modules" : "").append(element(part));
        length += part.size() + 1;
        isLayer = isLayerName(graph, name.substr(0, length - 1));
    }
    return access;
}

std::string pythonLayers(const LayerGraph& graph, const GraphSummary& summary)
{
    const ModuleTree tree = treeOf(graph, summary);
    std::string text = biasNormClasses(graph, summary);
    text += hasGroups(tree) ? kLayersClass : "";
    const ImageSize& size = graph.input().size;
    text += "\n\nclass Network(nn.Module):\n";
    text += "    \"\"\"Pixels 0..255 of shape (N, " + std::to_string(size.channels) + ", " +
            std::to_string(size.height) + ", " + std::to_string(size.width) + ") to logits.\"\"\"\n\n";
    text += "    def __init__(self):\n        super().__init__()\n";
    text += kBuffers;
    addAssignments(tree, "self", false, text);
    return text + "\n    def forward(self, pixels):\n" + pythonForward(graph);
}

} // namespace saccade
