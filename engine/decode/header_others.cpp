#include <algorithm>

#include "engine/decode/byte_view.h"
#include "engine/decode/image_header.h"

namespace saccade {

namespace {

Error cutOff()
{
    return {ErrorCode::ImageDamaged, "cut off", {}};
}

// The numbers of a PNM header: separated by blanks, '#' starts a comment up to the end of the line.
class PnmNumbers final
{
public:
    PnmNumbers(const ByteView& view, std::size_t at) : m_view(view), m_at(at) {}

    std::int64_t next()
    {
        skipBlanks();
        std::int64_t value = -1;
        while (m_view.u8(m_at) >= '0' && m_view.u8(m_at) <= '9' && value < 1'000'000'000) {
            value = std::max<std::int64_t>(value, 0) * 10 + m_view.u8(m_at) - '0';
            ++m_at;
        }
        return value;
    }
    [[nodiscard]] std::size_t position() const { return m_at; }

private:
    void skipBlanks()
    {
        for (; m_view.isInside(m_at, 1); ++m_at) {
            const std::uint32_t byte = m_view.u8(m_at);
            if (byte == '#') {
                while (m_view.isInside(m_at + 1, 1) && m_view.u8(m_at) != '\n') {
                    ++m_at;
                }
            } else if (byte != ' ' && (byte < '\t' || byte > '\r')) {
                return;
            }
        }
    }

    const ByteView& m_view;
    std::size_t m_at;
};

// Where the first frame's descriptor begins, or the end of the bytes.
std::size_t findGifFrame(const ByteView& view)
{
    std::size_t at = 13;
    if ((view.u8(10) & 0x80U) != 0) {
        at += std::size_t{3} << ((view.u8(10) & 7U) + 1);
    }
    while (view.u8(at) == 0x21) { // extension: blocks, each with its length before it
        at += 2;
        while (view.u8(at) != 0) {
            at += 1 + view.u8(at);
        }
        ++at;
    }
    return view.u8(at) == 0x2c ? at : view.size();
}

// Of a WebP's EXIF chunk; some writers put JPEG's mark before it.
int webPOrientation(Bytes bytes)
{
    const ByteView view(bytes);
    for (std::size_t at = 12; view.isInside(at, 8);) {
        const std::size_t length = view.little32(at + 4);
        if (!view.isInside(at + 8, length)) {
            break;
        }
        if (view.hasText(at, "EXIF")) {
            const std::size_t mark = view.hasText(at + 8, "Exif") && length >= 6 ? 6 : 0;
            return readExifOrientation(bytes.subspan(at + 8 + mark, length - mark));
        }
        at += 8 + length + length % 2;
    }
    return 1;
}

} // namespace

Result<ImageHeader> readBmpHeader(Bytes bytes)
{
    const ByteView view(bytes);
    ImageHeader header;
    header.kind = ImageKind::Bmp;
    const bool old = view.little32(14) == 12;
    if (!view.isInside(0, old ? 26 : 54)) {
        return cutOff();
    }
    const auto height = static_cast<std::int32_t>(view.little32(22));
    header.width = old ? view.little16(18) : static_cast<std::int32_t>(view.little32(18));
    header.height = old ? view.little16(20) : std::abs(static_cast<std::int64_t>(height));
    const std::uint32_t bits = old ? view.little16(24) : view.little16(28);
    const std::uint32_t packing = old ? 0 : view.little32(30);
    if (packing > 3) {
        return Error{ErrorCode::ImageUnsupported, "BMP with a packing of its own", {}};
    }
    if (header.width > 0 && header.width <= kMaxImageSide && header.height <= kMaxImageSide &&
        (packing == 0 || packing == 3)) {
        const std::size_t row = (static_cast<std::size_t>(header.width) * bits + 31) / 32 * 4;
        if (!view.isInside(view.little32(10), row * static_cast<std::size_t>(header.height))) {
            return cutOff();
        }
    }
    return header;
}

Result<ImageHeader> readWebPHeader(Bytes bytes)
{
    const ByteView view(bytes);
    ImageHeader header;
    header.kind = ImageKind::WebP;
    if (!view.isInside(0, 30) || !view.isInside(8, view.little32(4))) {
        return cutOff();
    }
    if (view.hasText(12, "VP8X")) {
        header.isAnimated = (view.u8(20) & 2U) != 0;
        header.width = 1 + (view.little32(24) & 0xffffffU);
        header.height = 1 + (view.little32(27) & 0xffffffU);
        header.orientation = webPOrientation(bytes);
    } else if (view.hasText(12, "VP8L")) {
        const std::uint32_t packed = view.little32(21);
        header.width = 1 + (packed & 0x3fffU);
        header.height = 1 + (packed >> 14 & 0x3fffU);
    } else if (view.hasText(12, "VP8 ")) {
        header.width = view.little16(26) & 0x3fffU;
        header.height = view.little16(28) & 0x3fffU;
    } else {
        return Error{ErrorCode::ImageDamaged, "no WebP frame", {}};
    }
    return header;
}

Result<ImageHeader> readPnmHeader(Bytes bytes)
{
    const ByteView view(bytes);
    const auto digit = static_cast<int>(view.u8(1) - '0');
    PnmNumbers numbers(view, 2);
    ImageHeader header;
    header.kind = ImageKind::Pnm;
    header.isGrey = digit != 3 && digit != 6;
    header.width = numbers.next();
    header.height = numbers.next();
    const bool isBitmap = digit == 1 || digit == 4;
    const std::int64_t maxValue = isBitmap ? 255 : numbers.next();
    if (header.width < 0 || header.height < 0 || maxValue < 1 || maxValue > 65535) {
        return Error{ErrorCode::ImageDamaged, "no sizes in its header", {}};
    }
    header.maxValue = static_cast<int>(maxValue);
    header.isSpread = digit < 4 && maxValue < 255;
    if (digit >= 4 && header.width <= kMaxImageSide && header.height <= kMaxImageSide) {
        const auto width = static_cast<std::size_t>(header.width);
        const std::size_t sample = maxValue > 255 ? 2 : 1;
        const std::size_t row = isBitmap ? (width + 7) / 8 : width * sample * (header.isGrey ? 1 : 3);
        if (!view.isInside(numbers.position() + 1, row * static_cast<std::size_t>(header.height))) {
            return cutOff();
        }
    }
    return header;
}

Result<ImageHeader> readGifHeader(Bytes bytes)
{
    const ByteView view(bytes);
    const std::size_t frame = findGifFrame(view);
    if (!view.isInside(frame, 10)) {
        return cutOff();
    }
    ImageHeader header;
    header.kind = ImageKind::Gif;
    // The canvas; some writers leave it empty or smaller than the frame.
    header.width = std::max(view.little16(6), view.little16(frame + 1) + view.little16(frame + 5));
    header.height = std::max(view.little16(8), view.little16(frame + 3) + view.little16(frame + 7));
    return header;
}

} // namespace saccade
