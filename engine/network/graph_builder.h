#pragma once

#include <string>

#include "engine/network/families.h"

namespace saccade {

/// Chains layers into a graph: every new node reads the one before it.
class GraphBuilder final
{
public:
    GraphBuilder(std::string family, int minimumSide, const NetworkRequest& request);

    GraphBuilder& add(std::string name, Layer layer);
    [[nodiscard]] LayerGraph take() { return std::move(m_graph); }

private:
    LayerGraph m_graph;
};

} // namespace saccade
