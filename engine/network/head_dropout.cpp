#include "engine/network/head_dropout.h"

#include <algorithm>

namespace saccade {

namespace {

std::string freeName(const LayerGraph& graph)
{
    std::string name = "dropout";
    const auto isTaken = [&](const Node& node) { return node.name == name; };
    while (std::any_of(graph.nodes.begin(), graph.nodes.end(), isTaken)) {
        name += '_';
    }
    return name;
}

} // namespace

LayerGraph withHeadDropout(LayerGraph graph, double probability)
{
    const auto isLinear = [](const Node& node) { return std::holds_alternative<LinearLayer>(node.layer); };
    const auto last = std::find_if(graph.nodes.rbegin(), graph.nodes.rend(), isLinear);
    if (!(probability > 0) || last == graph.nodes.rend()) {
        return graph;
    }
    const auto head = graph.nodes.rend() - last - 1;
    Node dropout{freeName(graph), DropoutLayer{probability}, graph.nodes[static_cast<std::size_t>(head)].inputs};
    for (auto node = graph.nodes.begin() + head + 1; node != graph.nodes.end(); ++node) {
        for (int& input : node->inputs) {
            input += input >= head ? 1 : 0;
        }
    }
    graph.nodes[static_cast<std::size_t>(head)].inputs = {static_cast<int>(head)};
    graph.nodes.insert(graph.nodes.begin() + head, std::move(dropout));
    return graph;
}

} // namespace saccade
