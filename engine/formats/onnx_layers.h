#pragma once

#include <string>
#include <vector>

#include "engine/formats/onnx_graph.h"
#include "engine/formats/onnx_options.h"
#include "engine/formats/portable_model.h"

namespace saccade {

/// A network as ONNX nodes: normalisation first, softmax last. Parameters keep their names (NODE.weight); whatever a
/// node computes is NODE/..., its output NODE/output. Names of nodes hold no '/', so nothing clashes.
struct OnnxNetwork
{
    OnnxGraph graph;
    std::vector<std::string> values; ///< for each node of the network, what holds its output
};

/// The model is sound (checkTensors()), its temperature 1. Any thread.
[[nodiscard]] OnnxNetwork onnxNetworkOf(const PortableModel& model, const OnnxOptions& options);

} // namespace saccade
