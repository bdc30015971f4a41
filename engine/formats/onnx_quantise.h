#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/formats/onnx_graph.h"
#include "engine/network/value_range.h"

namespace saccade {

/// For a range widened to hold 0, which then is exact. A range of nothing but 0 has scale 1.
[[nodiscard]] ByteScale byteScaleOf(ValueRange range);

/// QuantizeLinear and DequantizeLinear behind each value named in `scales`; weights and biases of Conv and Gemm that
/// read such a value become int8, from -limit to limit, and int32, channel by channel. Any thread.
void quantise(OnnxGraph& graph, const std::map<std::string, ByteScale>& scales, int limit);

} // namespace saccade
