#pragma once

#include <cstdint>
#include <span>

#include "engine/base/result.h"
#include "engine/formats/portable_model.h"
#include "engine/network/value_range.h"

namespace saccade {

/// A network of 8-bit numbers as its file has them.
struct Int8Network
{
    PortableModel model;    ///< its tensors are what the file's whole numbers and scales stand for
    NamedByteScales scales; ///< of the values that nodes give, by node
};

/// What encodeOnnxInt8() wrote. FormatInvalid for other files, and when numbers are missing or too few; FormatTooNew,
/// GraphInvalid, WeightsMismatch. Any thread.
[[nodiscard]] Result<Int8Network> decodeOnnxInt8(std::span<const std::uint8_t> bytes);

} // namespace saccade
