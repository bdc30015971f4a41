#include "engine/decode/webp_decoder.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/decode/byte_view.h"
#include "engine/decode/opencv_decoder.h"

namespace saccade {

namespace {

constexpr std::size_t kFileHeader = 12;
constexpr std::size_t kChunkHeader = 8;
constexpr std::size_t kFrameHeader = 16; // place, size, duration and flags
constexpr std::uint32_t kAlphaFlag = 0x10;

// Where the first frame lies on the canvas, and its chunks; none: empty.
struct Frame
{
    std::int64_t left = 0;
    std::int64_t top = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    Bytes chunks;
};

std::uint32_t little24(const ByteView& view, std::size_t at)
{
    return view.little16(at) | view.u8(at + 2) << 16;
}

Frame firstFrame(Bytes bytes)
{
    const ByteView view(bytes);
    for (std::size_t at = kFileHeader; view.isInside(at, kChunkHeader);) {
        const std::size_t length = view.little32(at + 4);
        const std::size_t data = at + kChunkHeader;
        if (!view.isInside(data, length)) {
            break;
        }
        if (view.hasText(at, "ANMF") && length > kFrameHeader) {
            return {2 * std::int64_t{little24(view, data)}, 2 * std::int64_t{little24(view, data + 3)},
                    1 + std::int64_t{little24(view, data + 6)}, 1 + std::int64_t{little24(view, data + 9)},
                    bytes.subspan(data + kFrameHeader, length - kFrameHeader)};
        }
        at = data + length + length % 2;
    }
    return {};
}

void put32(std::vector<std::uint8_t>& bytes, std::uint32_t value)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void putText(std::vector<std::uint8_t>& bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

// The frame as a file of its own. Alpha in a chunk of its own needs the extended header.
std::vector<std::uint8_t> stillFile(const Frame& frame)
{
    const bool isExtended = ByteView(frame.chunks).hasText(0, "ALPH");
    std::vector<std::uint8_t> bytes;
    putText(bytes, "RIFF");
    put32(bytes, static_cast<std::uint32_t>(4 + (isExtended ? 18 : 0) + frame.chunks.size()));
    putText(bytes, "WEBP");
    if (isExtended) {
        putText(bytes, "VP8X");
        put32(bytes, 10);
        put32(bytes, kAlphaFlag);
        for (const std::int64_t side : {frame.width - 1, frame.height - 1}) {
            for (unsigned shift = 0; shift < 24; shift += 8) {
                bytes.push_back(static_cast<std::uint8_t>(side >> shift));
            }
        }
    }
    bytes.insert(bytes.end(), frame.chunks.begin(), frame.chunks.end());
    return bytes;
}

Image onCanvas(const Image& image, const Frame& frame, const ImageHeader& header)
{
    Image canvas;
    canvas.size = {static_cast<int>(header.height), static_cast<int>(header.width), image.size.channels};
    canvas.pixels.assign(canvas.size.bytes(), 255);
    const auto channels = static_cast<std::size_t>(canvas.size.channels);
    const std::size_t row = static_cast<std::size_t>(frame.width) * channels;
    for (std::size_t y = 0; y < static_cast<std::size_t>(frame.height); ++y) {
        const std::size_t to = (static_cast<std::size_t>(frame.top) + y) * static_cast<std::size_t>(header.width) +
                               static_cast<std::size_t>(frame.left);
        std::copy_n(image.pixels.data() + y * row, row, canvas.pixels.data() + to * channels);
    }
    return canvas;
}

} // namespace

Result<Image> decodeWebP(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name)
{
    if (!header.isAnimated) {
        return decodeWithOpenCv(bytes, header, name);
    }
    const Frame frame = firstFrame(bytes);
    const bool isInside = frame.left + frame.width <= header.width && frame.top + frame.height <= header.height;
    if (frame.chunks.empty() || !isInside) {
        return Error{ErrorCode::ImageDamaged, "no first frame", name};
    }
    const std::vector<std::uint8_t> file = stillFile(frame);
    const Result<ImageHeader> still = readWebPHeader(file);
    if (!still || still->width != frame.width || still->height != frame.height) {
        return Error{ErrorCode::ImageDamaged, "a frame of another size than its own", name};
    }
    const Result<Image> decoded = decodeWithOpenCv(file, *still, name);
    return decoded ? Result<Image>(onCanvas(*decoded, frame, header)) : decoded;
}

} // namespace saccade
