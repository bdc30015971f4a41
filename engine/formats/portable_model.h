#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/resize_rule.h"
#include "engine/network/host_tensor.h"
#include "engine/network/layer_graph.h"

namespace saccade {

/// A trained network as it leaves the program: all that another one needs to give the same answers. The tensors fit the
/// graph (see checkTensors()), the classes are as many as the graph has logits. What the graph's input layer says of
/// size and normalisation is the contract: decoded RGB or grey pixels 0..255, resized by `resize` with the one resize.
struct PortableModel
{
    std::string title; ///< of the run, for people
    LayerGraph network;
    NamedTensors tensors;
    std::vector<std::string> classNames;
    ResizeMode resize = ResizeMode::Squash;
    double temperature = 1;                ///< logits are divided by it before the softmax
    std::optional<double> rejectThreshold; ///< an answer with less probability than this is "unknown"

    bool operator==(const PortableModel&) const = default;
};

} // namespace saccade
