#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/formats/onnx_options.h"
#include "engine/formats/portable_model.h"
#include "engine/network/value_range.h"

namespace saccade {

/// What must be measured before a network becomes one of 8-bit numbers: `network` is to be run, with its own tensors,
/// on images that are like those to come, and the values that each of `nodes` gives are to be watched.
struct Int8Calibration
{
    LayerGraph network; ///< folded, so not the trained one
    NamedTensors tensors;
    std::vector<std::string> nodes;
};

struct Int8Options
{
    OnnxOptions onnx; ///< the same for both functions
    /// Weights of 7 bits instead of 8: processors with AVX2 but without VNNI add products of bytes in 16 bits, which
    /// overflow with larger ones.
    bool hasNarrowWeights = false;
};

/// Errors as encodeOnnx(). Blocks for the folding. Any thread.
[[nodiscard]] Result<Int8Calibration> planInt8(const PortableModel& model, const Int8Options& options = {});

/// encodeOnnx() with static quantisation, for ONNX Runtime (OpenCV DNN 4.6 cannot run it). Weights are symmetric int8
/// with a scale for each output channel, biases int32; values are uint8, x = scale * (q - zero), over their range
/// widened to hold 0. QuantizeLinear and DequantizeLinear stand behind each node but those that only a ReLU reads (the
/// pair then stands behind the ReLU) and the logits, which stay float32 as the softmax does. Maxima and flattening keep
/// the numbers of what they read. WeightsMismatch when a range of planInt8()'s nodes is missing or not finite.
[[nodiscard]] Result<std::vector<std::uint8_t>> encodeOnnxInt8(const PortableModel& model, const NamedRanges& ranges,
                                                               const Int8Options& options = {});

/// The file appears whole or not at all. Blocks.
[[nodiscard]] Result<void> saveOnnxInt8(const std::filesystem::path& path, const PortableModel& model,
                                        const NamedRanges& ranges, const Int8Options& options = {});

} // namespace saccade
