#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/graph_summary.h"

namespace saccade {

/// Largest values of one node and of a whole graph that are accepted: no count below can then overflow 64 bits.
inline constexpr int kLargestDimension = 1 << 20;
inline constexpr int kLargestImageSide = 16'384;
inline constexpr std::int64_t kLargestTensor = std::int64_t{1} << 28;
inline constexpr std::int64_t kLargestActivations = std::int64_t{1} << 32;

/// The output of a layer that reads `inputs`. GraphInvalid says what does not fit, without the node's name. Any thread.
[[nodiscard]] Result<OutputShape> inferShape(const Layer& layer, const std::vector<OutputShape>& inputs);

/// "64 x 15 x 15" or "256", for messages.
[[nodiscard]] std::string shapeText(const OutputShape& shape);

} // namespace saccade
