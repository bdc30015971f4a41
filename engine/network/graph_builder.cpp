#include "engine/network/graph_builder.h"

namespace saccade {

GraphBuilder::GraphBuilder(std::string family, int minimumSide, const NetworkRequest& request)
    : m_graph{std::move(family), minimumSide, {}}
{
    m_graph.nodes.push_back({"input", InputLayer{request.size, request.normalisation}, {}});
}

GraphBuilder& GraphBuilder::add(std::string name, Layer layer)
{
    const int previous = static_cast<int>(m_graph.nodes.size()) - 1;
    m_graph.nodes.push_back({std::move(name), std::move(layer), {previous}});
    return *this;
}

} // namespace saccade
