#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "engine/formats/onnx_content.h"

namespace saccade {

/// The numbers of all initializers, by name; they lie in the bytes that were read.
using OnnxConstants = std::map<std::string, std::span<const std::uint8_t>>;

/// An ONNX file of this program, taken apart; whether it is sound is for others to say.
struct OnnxParts
{
    OnnxContent content; ///< without tensors
    OnnxConstants constants;
};

/// FormatInvalid for files of other programs, FormatTooNew, GraphInvalid. Any thread.
[[nodiscard]] Result<OnnxParts> readOnnxParts(std::span<const std::uint8_t> bytes);

} // namespace saccade
