#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/layer_graph.h"

namespace saccade {

/// Shape of one node's output for one image: (channels, height, width), or (features) with height = width = 0.
struct OutputShape
{
    int channels = 0;
    int height = 0;
    int width = 0;

    [[nodiscard]] bool isFlat() const { return height == 0; }
    [[nodiscard]] std::int64_t elements() const;
    bool operator==(const OutputShape&) const = default;
};

/// One parameter or buffer that the graph declares.
struct ParameterInfo
{
    std::string name; ///< e.g. "conv1.weight"
    std::vector<std::int64_t> shape;
    ParameterRule rule;
    int node = 0;
    bool isBuffer = false; ///< running statistics: not trained

    [[nodiscard]] std::int64_t elements() const;
};

struct NodeSummary
{
    OutputShape output;
    std::int64_t parameters = 0;
    std::int64_t flops = 0; ///< forward, one image, a multiply-add counts 2
};

/// What is known of a graph before it runs.
struct GraphSummary
{
    std::vector<NodeSummary> nodes;        ///< as LayerGraph::nodes
    std::vector<ParameterInfo> parameters; ///< in graph order, buffers included
    std::int64_t parameterCount = 0;       ///< trained or frozen, without buffers
    std::int64_t flops = 0;                ///< forward, one image
    std::int64_t activationElements = 0;   ///< outputs of all nodes, one image: what training keeps for the way back

    /// Estimated bytes while training: weights, gradients, optimiser state (fp32) and activations both ways.
    [[nodiscard]] std::int64_t trainingBytes(int batchSize, int bytesPerActivation) const;
};

/// Checks names, references and shapes, and infers everything. GraphInvalid names the node; InputTooSmall says the
/// smallest side. Any thread.
[[nodiscard]] Result<GraphSummary> summarise(const LayerGraph& graph);

} // namespace saccade
