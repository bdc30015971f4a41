#include <algorithm>
#include <vector>

#include "engine/formats/python_layers.h"
#include "engine/formats/python_text.h"

namespace saccade {

namespace {

constexpr std::size_t kIndent = 8;

/// What one node does with the variables it reads.
struct Expression
{
    const LayerGraph& graph;
    const Node& node;
    const std::vector<std::string>& inputs;

    [[nodiscard]] std::string module() const { return pythonAccess(graph, node.name) + "(" + inputs.front() + ")"; }
    [[nodiscard]] std::string function(const std::string& name, const std::string& options = {}) const
    {
        return name + "(" + inputs.front() + options + ")";
    }

    std::string operator()(const InputLayer&) const
    {
        return "(pixels.to(self.mean.dtype) / 255 - self.mean) / self.deviation";
    }
    std::string operator()(const Conv2dLayer&) const { return module(); }
    std::string operator()(const BatchNormLayer&) const { return module(); }
    std::string operator()(const LinearLayer&) const { return module(); }
    std::string operator()(const ActivationLayer& layer) const
    {
        switch (layer.function) {
        case Activation::Relu: return function("F.relu");
        case Activation::Gelu: return function("F.gelu");
        case Activation::Silu: break;
        }
        return function("F.silu");
    }
    std::string operator()(const PoolLayer& layer) const
    {
        std::string options = ", " + std::to_string(layer.kernel);
        options += layer.stride != layer.kernel ? ", stride=" + std::to_string(layer.stride) : "";
        options += layer.padding != 0 ? ", padding=" + std::to_string(layer.padding) : "";
        return function(layer.kind == Pooling::Maximum ? "F.max_pool2d" : "F.avg_pool2d", options);
    }
    std::string operator()(const GlobalPoolLayer& layer) const
    {
        return function(layer.kind == Pooling::Maximum ? "F.adaptive_max_pool2d" : "F.adaptive_avg_pool2d", ", 1") +
               ".flatten(1)";
    }
    std::string operator()(const FlattenLayer&) const { return function("torch.flatten", ", 1"); }
    std::string operator()(const DropoutLayer& layer) const
    {
        return function("F.dropout", ", " + pythonNumber(layer.probability) + ", self.training");
    }
    std::string operator()(const AddLayer&) const
    {
        std::string sum = inputs.front();
        std::for_each(inputs.begin() + 1, inputs.end(), [&sum](const std::string& input) { sum += " + " + input; });
        return sum;
    }
    std::string operator()(const ScaleLayer& layer) const
    {
        return inputs.front() + " * " + pythonNumber(layer.factor);
    }
};

/// Which variable holds a node's output: `x` when only the next node reads it, else one that is free until its last
/// use.
class Variables final
{
public:
    explicit Variables(const LayerGraph& graph) : m_lastUse(graph.nodes.size(), 0), m_isKept(graph.nodes.size(), false)
    {
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            for (const int input : graph.nodes[i].inputs) {
                m_lastUse[static_cast<std::size_t>(input)] = i;
                m_isKept[static_cast<std::size_t>(input)] =
                    m_isKept[static_cast<std::size_t>(input)] || i != static_cast<std::size_t>(input) + 1;
            }
        }
    }

    [[nodiscard]] const std::string& of(int node) const { return m_names[static_cast<std::size_t>(node)]; }
    /// For the next node's output, after its inputs were read.
    const std::string& assign()
    {
        const std::size_t node = m_names.size();
        for (std::size_t& until : m_keptUntil) {
            until = until <= node ? 0 : until;
        }
        m_names.emplace_back("x");
        if (m_isKept[node]) {
            const auto free = std::find(m_keptUntil.begin(), m_keptUntil.end(), std::size_t{0});
            const auto number = static_cast<std::size_t>(free - m_keptUntil.begin()) + 1;
            m_keptUntil.resize(std::max(m_keptUntil.size(), number));
            m_keptUntil[number - 1] = m_lastUse[node];
            m_names.back() = number == 1 ? "kept" : "kept" + std::to_string(number);
        }
        return m_names.back();
    }

private:
    std::vector<std::size_t> m_lastUse;
    std::vector<bool> m_isKept;
    std::vector<std::string> m_names;
    std::vector<std::size_t> m_keptUntil; // of each variable; 0: free
};

} // namespace

std::string pythonForward(const LayerGraph& graph)
{
    Variables variables(graph);
    std::string text;
    for (const Node& node : graph.nodes) {
        std::vector<std::string> inputs;
        for (const int input : node.inputs) {
            inputs.push_back(variables.of(input));
        }
        const std::string value = std::visit(Expression{graph, node, inputs}, node.layer);
        const bool isLast = &node == &graph.nodes.back();
        text += pythonLine(kIndent, (isLast ? "return " : variables.assign() + " = ") + value);
    }
    return text;
}

} // namespace saccade
