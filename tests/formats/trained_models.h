#pragma once

#include <string>
#include <vector>

#include "engine/formats/portable_model.h"
#include "tests/formats/reference_network.h"

/// Networks for five classes with weights and running statistics as if they had learned: random, each channel another
/// scale, logits some units apart. "own" has every kind of layer, in orders that no family has.
[[nodiscard]] saccade::PortableModel trainedModel(const std::string& network);
/// The same weights for a graph of one's own.
[[nodiscard]] saccade::PortableModel trainedModelOf(saccade::LayerGraph graph);

/// The names that trainedModel() knows.
[[nodiscard]] std::vector<std::string> trainedModelNames();

/// Slopes with noise, each image of another colour.
[[nodiscard]] std::vector<ImagePlanes> exampleImages(saccade::ImageSize size, int count, std::uint64_t seed = 1);
