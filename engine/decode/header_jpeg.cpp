#include "engine/decode/byte_view.h"
#include "engine/decode/image_header.h"

namespace saccade {

namespace {

bool isFrameHeader(std::uint32_t marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

Error damaged(const char* detail)
{
    return {ErrorCode::ImageDamaged, detail, {}};
}

Result<void> readFrameHeader(const ByteView& view, std::size_t at, std::uint32_t marker, ImageHeader& header)
{
    if (!view.isInside(at, 8)) {
        return damaged("cut off in its header");
    }
    // Baseline, extended, progressive, and the two with arithmetic coding.
    const bool known = marker == 0xc0 || marker == 0xc1 || marker == 0xc2 || marker == 0xc9 || marker == 0xca;
    if (!known || view.u8(at + 2) != 8) {
        return Error{ErrorCode::ImageUnsupported, known ? "JPEG with 12 bits" : "lossless JPEG", {}};
    }
    header.height = view.big16(at + 3);
    header.width = view.big16(at + 5);
    header.isGrey = view.u8(at + 7) == 1;
    return {};
}

} // namespace

Result<ImageHeader> readJpegHeader(Bytes bytes)
{
    const ByteView view(bytes);
    ImageHeader header;
    header.kind = ImageKind::Jpeg;
    std::size_t at = 2;
    while (view.isInside(at, 4)) {
        if (view.u8(at) != 0xff) {
            return damaged("no marker where one belongs");
        }
        const std::uint32_t marker = view.u8(at + 1);
        if (marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0xd9 || marker == 0xda) {
            return damaged("no frame header");
        }
        const std::size_t length = view.big16(at + 2);
        if (isFrameHeader(marker)) {
            const Result<void> read = readFrameHeader(view, at + 2, marker, header);
            return read ? Result<ImageHeader>(header) : read.error();
        }
        if (marker == 0xe1 && view.hasText(at + 4, "Exif") && view.isInside(at + 2, length) && length > 8) {
            header.orientation = readExifOrientation(bytes.subspan(at + 10, length - 8));
        }
        at += marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 2 : 2 + length;
    }
    return damaged("cut off in its header");
}

} // namespace saccade
