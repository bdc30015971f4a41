#include "engine/decode/image_header.h"

#include <array>
#include <string>
#include <string_view>

#include "engine/decode/byte_view.h"

namespace saccade {

namespace {

using namespace std::string_view_literals;

using HeaderReader = Result<ImageHeader> (*)(Bytes);

// Known kinds that are not read, each with the name people call it by.
const char* unsupportedKind(const ByteView& view)
{
    struct Magic
    {
        std::size_t at;
        std::string_view text;
        const char* name;
    };
    static constexpr std::array kMagics{Magic{0, "II*\0"sv, "TIFF"},      Magic{0, "MM\0*"sv, "TIFF"},
                                        Magic{0, "II+\0"sv, "TIFF"},      Magic{4, "ftypavif"sv, "AVIF"},
                                        Magic{4, "ftyphei"sv, "HEIF"},    Magic{4, "ftypmif1"sv, "HEIF"},
                                        Magic{4, "JXL "sv, "JPEG XL"},    Magic{0, "\xff\x0a"sv, "JPEG XL"},
                                        Magic{4, "jP  "sv, "JPEG 2000"},  Magic{0, "\xff\x4f\xff\x51"sv, "JPEG 2000"},
                                        Magic{0, "v/1\x01"sv, "OpenEXR"}, Magic{0, "#?RADIANCE"sv, "Radiance HDR"},
                                        Magic{0, "8BPS"sv, "PSD"},        Magic{0, "\0\0\1\0"sv, "ICO"},
                                        Magic{0, "P7\n"sv, "PAM"}};
    for (const Magic& magic : kMagics) {
        if (view.hasText(magic.at, magic.text)) {
            return magic.name;
        }
    }
    return nullptr;
}

bool isPnm(const ByteView& view)
{
    const auto isSpace = [](std::uint32_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); };
    return view.u8(0) == 'P' && view.u8(1) >= '1' && view.u8(1) <= '6' && (isSpace(view.u8(2)) || view.u8(2) == '#');
}

HeaderReader readerFor(const ByteView& view)
{
    if (view.hasText(0, "\xff\xd8\xff")) {
        return readJpegHeader;
    }
    if (view.hasText(0, "\x89PNG\r\n\x1a\n")) {
        return readPngHeader;
    }
    if (view.hasText(0, "RIFF") && view.hasText(8, "WEBP")) {
        return readWebPHeader;
    }
    if (view.hasText(0, "GIF87a") || view.hasText(0, "GIF89a")) {
        return readGifHeader;
    }
    // "BM" is short: a sane header size makes it an image.
    if (view.hasText(0, "BM") && (view.little32(14) == 12 || (view.little32(14) >= 40 && view.little32(14) <= 124))) {
        return readBmpHeader;
    }
    return isPnm(view) ? readPnmHeader : nullptr;
}

Result<void> checkLimits(const ImageHeader& header, std::size_t bytes)
{
    if (header.width < 1 || header.height < 1) {
        return Error{ErrorCode::ImageDamaged, "no pixels", {}};
    }
    if (header.width > kMaxImageSide || header.height > kMaxImageSide ||
        header.width * header.height > kMaxImagePixels) {
        return Error{ErrorCode::ImageTooLarge, std::to_string(header.width) + "x" + std::to_string(header.height), {}};
    }
    if (bytes > kMaxImageBytes) {
        return Error{ErrorCode::ImageTooLarge, std::to_string(bytes) + " bytes", {}};
    }
    return {};
}

} // namespace

Result<ImageHeader> readImageHeader(Bytes bytes, const std::filesystem::path& name)
{
    const ByteView view(bytes);
    const HeaderReader reader = readerFor(view);
    if (reader == nullptr) {
        const char* kind = unsupportedKind(view);
        return kind != nullptr ? Error{ErrorCode::ImageUnsupported, kind, name}
                               : Error{ErrorCode::NotAnImage, bytes.empty() ? "empty file" : "", name};
    }
    Result<ImageHeader> header = reader(bytes);
    if (!header) {
        return Error{header.error().code, header.error().detail, name};
    }
    if (const Result<void> limits = checkLimits(*header, bytes.size()); !limits) {
        return Error{limits.error().code, limits.error().detail, name};
    }
    return header;
}

} // namespace saccade
