#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "engine/base/result.h"

namespace saccade {

/// The kinds of image that are decoded.
enum class ImageKind
{
    Jpeg,
    Png,
    Bmp,
    WebP,
    Pnm,
    Gif
};

/// What an encoded image says of itself, read by us before any decoder sees the bytes.
struct ImageHeader
{
    ImageKind kind = ImageKind::Jpeg;
    std::int64_t width = 0;                       ///< as stored, before EXIF turns it
    std::int64_t height = 0;                      ///< likewise
    int orientation = 1;                          ///< EXIF, 1..8; of JPEG, PNG and WebP
    bool isAnimated = false;                      ///< WebP
    bool isGrey = false;                          ///< stored with one channel (alpha aside)
    int maxValue = 255;                           ///< of a sample: 65535 for 16-bit PNG, a PNM's own
    bool isSpread = false;                        ///< PNM: its decoder spreads samples below 8 bits over 0..255 already
    std::optional<std::uint16_t> transparentGrey; ///< PNG: the stored grey value that stands for "nothing"
};

inline constexpr std::int64_t kMaxImageSide = 16'384;
inline constexpr std::int64_t kMaxImagePixels = 100'000'000;
inline constexpr std::size_t kMaxImageBytes = std::size_t{256} << 20;

using Bytes = std::span<const std::uint8_t>;

/// Sniffs the kind and reads the header. NotAnImage, ImageUnsupported (a kind or variant that is not read),
/// ImageDamaged (cut off, or contradicts itself), ImageTooLarge (detail "WxH" or the bytes). Nothing is allocated.
[[nodiscard]] Result<ImageHeader> readImageHeader(Bytes bytes, const std::filesystem::path& name);

/// Each fills width, height and what else its format knows, or says why not. For bytes with the kind's magic.
[[nodiscard]] Result<ImageHeader> readJpegHeader(Bytes bytes);
[[nodiscard]] Result<ImageHeader> readPngHeader(Bytes bytes);
[[nodiscard]] Result<ImageHeader> readBmpHeader(Bytes bytes);
[[nodiscard]] Result<ImageHeader> readWebPHeader(Bytes bytes);
[[nodiscard]] Result<ImageHeader> readPnmHeader(Bytes bytes);
[[nodiscard]] Result<ImageHeader> readGifHeader(Bytes bytes);

/// The orientation in the first directory of an EXIF block (a TIFF without pixels), 1 when it names none of the eight.
[[nodiscard]] int readExifOrientation(Bytes tiff);

/// Every chunk lies within the file with the right checksum and the last one is IEND: a cut PNG is caught here, the
/// decoder behind it may hand out half an image.
[[nodiscard]] bool isPngComplete(Bytes bytes);

} // namespace saccade
