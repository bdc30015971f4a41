#include "engine/network/graph_builder.h"

#include <algorithm>
#include <cmath>

namespace saccade {

GraphBuilder::GraphBuilder(std::string family, int minimumSide, const NetworkRequest& request)
    : m_graph{std::move(family), minimumSide, {}}
{
    m_graph.nodes.push_back({"input", InputLayer{request.size, request.normalisation}, {}});
}

GraphBuilder& GraphBuilder::add(std::string name, Layer layer)
{
    return addFrom(std::move(name), std::move(layer), {last()});
}

GraphBuilder& GraphBuilder::addFrom(std::string name, Layer layer, std::vector<int> inputs)
{
    m_graph.nodes.push_back({std::move(name), std::move(layer), std::move(inputs)});
    return *this;
}

int scaledWidth(int channels, double width)
{
    return std::max(1, static_cast<int>(std::lround(channels * width)));
}

} // namespace saccade
