#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "engine/base/result.h"
#include "engine/formats/portable_model.h"

namespace saccade {

/// What encodeOnnx() wrote, as it lies in the file: the folded network with its temperature inside. Only files of this
/// program (by their producer), of a format version it knows, in float32, and unchanged: written again they would have
/// the same bytes. FormatInvalid, FormatTooNew, GraphInvalid or WeightsMismatch say what is wrong. Any thread.
[[nodiscard]] Result<PortableModel> decodeOnnx(std::span<const std::uint8_t> bytes);

/// At most 2 GiB. Blocks.
[[nodiscard]] Result<PortableModel> loadOnnx(const std::filesystem::path& path);

} // namespace saccade
