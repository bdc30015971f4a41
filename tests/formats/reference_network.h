#pragma once

#include <cstdint>
#include <vector>

#include "engine/network/host_tensor.h"
#include "engine/network/layer_graph.h"
#include "engine/network/value_range.h"

/// One image, pixels 0..255 in the order channel, row, column.
using ImagePlanes = std::vector<std::uint8_t>;

/// What each node gives for the image, by the layers' definitions in plain loops and double numbers.
[[nodiscard]] std::vector<std::vector<double>>
referenceOutputs(const saccade::LayerGraph& graph, const saccade::NamedTensors& tensors, const ImagePlanes& image);

/// softmax(logits / temperature)
[[nodiscard]] std::vector<double> referenceProbabilities(const saccade::LayerGraph& graph,
                                                         const saccade::NamedTensors& tensors, const ImagePlanes& image,
                                                         double temperature = 1);

/// Lowest and highest value of every node.
[[nodiscard]] saccade::NamedRanges referenceRanges(const saccade::LayerGraph& graph,
                                                   const saccade::NamedTensors& tensors,
                                                   const std::vector<ImagePlanes>& images);
