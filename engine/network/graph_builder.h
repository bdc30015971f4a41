#pragma once

#include <string>
#include <vector>

#include "engine/network/families.h"

namespace saccade {

/// Builds a graph node by node.
class GraphBuilder final
{
public:
    GraphBuilder(std::string family, int minimumSide, const NetworkRequest& request);

    /// Reads the node before it.
    GraphBuilder& add(std::string name, Layer layer);
    /// Reads the given nodes.
    GraphBuilder& addFrom(std::string name, Layer layer, std::vector<int> inputs);
    /// The newest node.
    [[nodiscard]] int last() const { return static_cast<int>(m_graph.nodes.size()) - 1; }
    [[nodiscard]] LayerGraph take() { return std::move(m_graph); }

private:
    LayerGraph m_graph;
};

/// A family's channels times NetworkRequest::width, rounded, at least 1.
[[nodiscard]] int scaledWidth(int channels, double width);

} // namespace saccade
