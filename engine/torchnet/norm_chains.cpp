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
        if (graph.nodes[i].inputs == std::vector<int>{node}) {
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

std::vector<NormChain> findNormChains(const LayerGraph& graph)
{
    const std::vector<int> readers = countReaders(graph);
    std::vector<NormChain> chains;
    for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
        const auto* norm = std::get_if<BatchNormLayer>(&graph.nodes[i].layer);
        if (norm == nullptr) {
            continue;
        }
        const auto index = static_cast<int>(i);
        NormChain chain{{index}, false, index, *norm, PointFunction::None};
        const int before = graph.nodes[i].inputs.front();
        if (isFusiblePool(graph.nodes[static_cast<std::size_t>(before)].layer) &&
            onlyReader(graph, readers, before) == index) {
            chain.nodes.insert(chain.nodes.begin(), before);
            chain.hasPool = true;
        }
        const int after = onlyReader(graph, readers, index);
        if (after >= 0) {
            const Layer& layer = graph.nodes[static_cast<std::size_t>(after)].layer;
            if (const auto* activation = std::get_if<ActivationLayer>(&layer)) {
                chain.nodes.push_back(after);
                chain.function = pointFunctionOf(activation->function);
            }
        }
        chains.push_back(std::move(chain));
    }
    return chains;
}

} // namespace saccade
