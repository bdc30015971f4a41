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
    /// The memory of an image that is wanted no more serves the next one: half a megabyte of fresh pages for each
    /// photograph would cost as much as its resize.
    void recycle(Image image) { m_jpeg.recycle(std::move(image)); }

private:
    Result<Image> decodeStored(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name);

    JpegDecoder m_jpeg;
};

/// Reads a regular file of at most kMaxImageBytes, without following a link or waiting on a pipe. FileNotFound,
/// FileUnreadable, ImageTooLarge. Blocks.
[[nodiscard]] Result<std::vector<std::uint8_t>> readImageFile(const std::filesystem::path& file, bool followLink);

} // namespace saccade
