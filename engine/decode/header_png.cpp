#include <zlib.h>

#include "engine/decode/byte_view.h"
#include "engine/decode/image_header.h"

namespace saccade {

namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kChunkFrame = 12; // length, type, checksum

struct Chunk
{
    std::size_t data = 0;
    std::size_t length = 0;
    std::size_t next = 0; // 0: it does not lie within the file
};

Chunk chunkAt(const ByteView& view, std::size_t at)
{
    Chunk chunk{at + 8, view.big32(at), 0};
    if (view.isInside(at, kChunkFrame) && view.isInside(at, kChunkFrame + chunk.length)) {
        chunk.next = at + kChunkFrame + chunk.length;
    }
    return chunk;
}

// The grey value that stands for "nothing"; below 8 bits the decoder spreads the values over 0..255.
std::optional<std::uint16_t> transparentGrey(const ByteView& view, const Chunk& chunk, int bits)
{
    const bool isDepth = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    if (chunk.length != 2 || !isDepth) {
        return std::nullopt;
    }
    const std::uint32_t spread = bits < 8 ? 255U / ((1U << bits) - 1U) : 1U;
    return static_cast<std::uint16_t>(view.big16(chunk.data) * spread);
}

} // namespace

Result<ImageHeader> readPngHeader(Bytes bytes)
{
    const ByteView view(bytes);
    if (!view.hasText(12, "IHDR") || view.big32(8) != 13 || !view.isInside(kSignature, kChunkFrame + 13)) {
        return Error{ErrorCode::ImageDamaged, "cut off in its header", {}};
    }
    ImageHeader header;
    header.kind = ImageKind::Png;
    header.width = view.big32(16);
    header.height = view.big32(20);
    header.maxValue = view.u8(24) == 16 ? 65535 : 255;
    header.isGrey = view.u8(25) == 0 || view.u8(25) == 4;
    const auto bits = static_cast<int>(view.u8(24));
    for (std::size_t at = kSignature; !view.hasText(at + 4, "IEND");) {
        const Chunk chunk = chunkAt(view, at);
        if (chunk.next == 0) {
            break;
        }
        if (view.hasText(at + 4, "tRNS") && view.u8(25) == 0) {
            header.transparentGrey = transparentGrey(view, chunk, bits);
        } else if (view.hasText(at + 4, "eXIf")) {
            header.orientation = readExifOrientation(bytes.subspan(chunk.data, chunk.length));
        }
        at = chunk.next;
    }
    return header;
}

bool isPngComplete(Bytes bytes)
{
    const ByteView view(bytes);
    for (std::size_t at = kSignature;;) {
        const Chunk chunk = chunkAt(view, at);
        if (chunk.next == 0) {
            return false;
        }
        const uLong sum = crc32_z(0, bytes.data() + at + 4, chunk.length + 4);
        if (sum != view.big32(chunk.data + chunk.length)) {
            return false;
        }
        if (view.hasText(at + 4, "IEND")) {
            return true;
        }
        at = chunk.next;
    }
}

} // namespace saccade
