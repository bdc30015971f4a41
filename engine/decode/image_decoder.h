#pragma once

#include <filesystem>

#include "engine/decode/image_header.h"
#include "engine/decode/jpeg_decoder.h"

namespace saccade {

/// Decodes one encoded image: 8 bits, upright, alpha over white, grey stays grey (1 channel). Errors as
/// readImageHeader() and ImageDamaged. Keeps buffers: one object a thread.
class ImageDecoder final
{
public:
    /// name is for messages. Blocks.
    [[nodiscard]] Result<Image> decode(Bytes bytes, const std::filesystem::path& name);

private:
    Result<Image> decodeStored(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name);

    JpegDecoder m_jpeg;
};

/// Reads a regular file of at most kMaxImageBytes, without following a link or waiting on a pipe. FileNotFound,
/// FileUnreadable, ImageTooLarge. Blocks.
[[nodiscard]] Result<std::vector<std::uint8_t>> readImageFile(const std::filesystem::path& file, bool followLink);

} // namespace saccade
