#pragma once

#include <filesystem>
#include <memory>

#include "engine/base/result.h"
#include "engine/data/image.h"
#include "engine/decode/image_header.h"

namespace saccade {

/// Decodes JPEG with libjpeg-turbo: full size, exact integer transform, grey stays grey, CMYK becomes RGB. The last
/// mark must be there and the decoder must have no warning, else ImageDamaged. Keeps its buffers: one object a thread.
class JpegDecoder final
{
public:
    JpegDecoder();
    ~JpegDecoder();
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;

    /// As stored: the orientation is not applied. Blocks.
    [[nodiscard]] Result<Image> decode(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name);
    /// The next image takes its memory.
    void recycle(Image image) { m_spare = std::move(image.pixels); }

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::vector<std::uint8_t> m_spare;
};

} // namespace saccade
