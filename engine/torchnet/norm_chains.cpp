#include <algorithm>

#include "engine/torchnet/fused_norm.h"

namespace saccade {
namespace {

std::vector<int> countReaders(const LayerGraph& graph)
{
    std::vector<int> readers(graph.nodes.size(), 0);
    readers.back() = 1; // whoever asked for the logits
    for (const Node& node : graph.nodes) {
        for (const int input : node.inputs) {
            ++readers[static_cast<std::size_t>(input)];
        }
    }
    return readers;
}

/// The only node that reads this one, or -1.
int onlyReader(const LayerGraph& graph, const std::vector<int>& readers, int node)
{
    if (readers[static_cast<std::size_t>(node)] != 1) {
        return -1;
    }
    for (std::size_t i = static_cast<std::size_t>(node) + 1; i < graph.nodes.size(); ++i) {
        const std::vector<int>& inputs = graph.nodes[i].inputs;
        if (std::find(inputs.begin(), inputs.end(), node) != inputs.end()) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

bool isFusiblePool(const Layer& layer)
{
    return layerKind(layer) == layerKind(PoolLayer{}) && std::get<PoolLayer>(layer) == PoolLayer{};
}

} // namespace

PointFunction pointFunctionOf(Activation activation)
{
    switch (activation) {
    case Activation::Relu: return PointFunction::Relu;
    case Activation::Gelu: return PointFunction::Gelu;
    case Activation::Silu: break;
    }
    return PointFunction::Silu;
}

namespace {

/// Lengthens chains node by node, as far as inner nodes are read by the next one alone.
class ChainFinder final
{
public:
    explicit ChainFinder(const LayerGraph& graph)
        : m_graph(graph), m_readers(countReaders(graph)), m_isTaken(graph.nodes.size(), false)
    {}

    NormChain chainOf(int norm)
    {
        NormChain chain;
        chain.nodes = {norm};
        chain.norm = norm;
        chain.layer = std::get<BatchNormLayer>(layer(norm));
        const int before = m_graph.nodes[static_cast<std::size_t>(norm)].inputs.front();
        if (isFusiblePool(layer(before)) && onlyReader(m_graph, m_readers, before) == norm) {
            chain.nodes.insert(chain.nodes.begin(), before);
            chain.hasPool = true;
        }
        takeAdd(chain);
        takeActivation(chain);
        for (const int node : chain.nodes) {
            m_isTaken[static_cast<std::size_t>(node)] = true;
        }
        return chain;
    }

private:
    [[nodiscard]] const Layer& layer(int node) const { return m_graph.nodes[static_cast<std::size_t>(node)].layer; }

    /// The node that alone reads the chain so far and is in no chain yet, or -1.
    [[nodiscard]] int next(const NormChain& chain) const
    {
        const int reader = onlyReader(m_graph, m_readers, chain.last());
        return reader >= 0 && !m_isTaken[static_cast<std::size_t>(reader)] ? reader : -1;
    }

    void takeAdd(NormChain& chain) const
    {
        const int add = next(chain);
        if (add < 0 || !std::holds_alternative<AddLayer>(layer(add))) {
            return;
        }
        const std::vector<int>& inputs = m_graph.nodes[static_cast<std::size_t>(add)].inputs;
        if (inputs.size() == 2) {
            chain.other = inputs.front() == chain.last() ? inputs.back() : inputs.front();
            chain.nodes.push_back(add);
        }
    }

    void takeActivation(NormChain& chain) const
    {
        const int after = next(chain);
        if (after < 0) {
            return;
        }
        if (const auto* activation = std::get_if<ActivationLayer>(&layer(after))) {
            chain.nodes.push_back(after);
            chain.function = pointFunctionOf(activation->function);
        }
    }

    const LayerGraph& m_graph;
    std::vector<int> m_readers;
    std::vector<bool> m_isTaken;
};

} // namespace

std::vector<NormChain> findNormChains(const LayerGraph& graph)
{
    ChainFinder finder(graph);
    std::vector<NormChain> chains;
    for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
        if (std::holds_alternative<BatchNormLayer>(graph.nodes[i].layer)) {
            chains.push_back(finder.chainOf(static_cast<int>(i)));
        }
    }
    return chains;
}

} // namespace saccade
