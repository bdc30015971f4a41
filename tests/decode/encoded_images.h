#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/image.h"

using FileBytes = std::vector<std::uint8_t>;

/// A smooth, coloured (or grey) image that tells corners apart: what a lossy format keeps nearly.
[[nodiscard]] saccade::Image makeGradient(saccade::ImageSize size, int seed = 0);

struct JpegOptions
{
    int quality = 95;
    int orientation = 0; ///< EXIF, 0 = no EXIF
    bool bigEndianExif = false;
    bool cmyk = false; ///< stored as inverted CMYK with Adobe's mark; the image's colours are kept
    bool progressive = false;
    bool ycck = false;     ///< a CMYK of which three inks are stored as brightness and colour
    bool adobeMark = true; ///< a CMYK without it is not inverted
};
[[nodiscard]] FileBytes encodeJpeg(const saccade::Image& image, const JpegOptions& options = {});

/// Through OpenCV: ".png", ".bmp", ".webp" (lossless), ".ppm". 1 or 3 channels.
[[nodiscard]] FileBytes encodeImage(const saccade::Image& image, const std::string& ending);
/// RGBA or grey 16-bit samples as PNG.
[[nodiscard]] FileBytes encodeRgbaPng(int height, int width, const std::vector<std::uint8_t>& rgba);
[[nodiscard]] FileBytes encodeGrey16Png(int height, int width, const std::vector<std::uint16_t>& samples);
/// At most 256 colours; colour 0 is transparent if asked for. Two frames, the second one black.
[[nodiscard]] FileBytes encodeGif(const saccade::Image& image, bool interlaced, bool firstColourTransparent);
/// A PNG by hand: any header, and the pixels' compressed bytes as they are.
[[nodiscard]] FileBytes makePng(std::uint32_t width, std::uint32_t height, int bits, int colourType,
                                const FileBytes& raw, const FileBytes& transparency = {},
                                const FileBytes& palette = {});
/// One more chunk, before the last or after the first.
void insertPngChunk(FileBytes& png, const char* type, const FileBytes& data, bool afterHeader = false);
/// Two frames: the image at (left, top) of a canvas, with or without alpha in a chunk of its own, then a black one.
[[nodiscard]] FileBytes makeAnimatedWebP(const FileBytes& still, saccade::ImageSize size, saccade::ImageSize canvas,
                                         int left, int top);
/// The same image with an EXIF chunk; `marked` puts JPEG's mark before the block.
[[nodiscard]] FileBytes withExif(const FileBytes& webp, saccade::ImageSize size, int orientation, bool marked);
/// EXIF's block: a TIFF without pixels.
[[nodiscard]] FileBytes exifTiff(int orientation, bool bigEndian = false);

void writeBytes(const std::filesystem::path& file, const FileBytes& bytes);
[[nodiscard]] FileBytes bytesOf(std::string_view text);

/// The largest difference of any sample, 256 when the sizes differ.
[[nodiscard]] int largestDifference(const saccade::Image& a, const saccade::Image& b);
