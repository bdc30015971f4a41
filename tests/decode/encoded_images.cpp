#include "tests/decode/encoded_images.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string_view>
#include <tuple>

#include <jpeglib.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <zlib.h>

using saccade::Image;
using saccade::ImageSize;

namespace {

void put16(FileBytes& bytes, unsigned value, bool big)
{
    bytes.push_back(static_cast<std::uint8_t>(big ? value >> 8 : value));
    bytes.push_back(static_cast<std::uint8_t>(big ? value : value >> 8));
}

void put32(FileBytes& bytes, unsigned value, bool big)
{
    put16(bytes, big ? value >> 16 : value & 0xffffU, big);
    put16(bytes, big ? value & 0xffffU : value >> 16, big);
}

FileBytes exifBlock(int orientation, bool big)
{
    FileBytes block = bytesOf("Exif");
    block.insert(block.end(), 2, 0);
    const FileBytes tiff = exifTiff(orientation, big);
    block.insert(block.end(), tiff.begin(), tiff.end());
    return block;
}

// No black ink; inks are stored inverted, 255 - ink, where Adobe's mark says so.
FileBytes cmykRow(const std::uint8_t* rgb, int width, bool inverted)
{
    const int flip = inverted ? 0 : 255;
    FileBytes row;
    for (int x = 0; x < width; ++x, rgb += 3) {
        for (const int value : {int{rgb[0]}, int{rgb[1]}, int{rgb[2]}, 255}) {
            row.push_back(static_cast<std::uint8_t>(value ^ flip));
        }
    }
    return row;
}

void putChunk(FileBytes& png, const char* type, const FileBytes& data)
{
    put32(png, static_cast<unsigned>(data.size()), true);
    FileBytes body = bytesOf(type);
    body.insert(body.end(), data.begin(), data.end());
    png.insert(png.end(), body.begin(), body.end());
    put32(png, static_cast<unsigned>(crc32_z(0, body.data(), body.size())), true);
}

void put24(FileBytes& bytes, int value)
{
    put16(bytes, static_cast<unsigned>(value) & 0xffffU, false);
    bytes.push_back(static_cast<std::uint8_t>(value >> 16));
}

void putWebPChunk(FileBytes& bytes, const char* type, const FileBytes& data)
{
    const FileBytes name = bytesOf(type);
    bytes.insert(bytes.end(), name.begin(), name.end());
    put32(bytes, static_cast<unsigned>(data.size()), false);
    bytes.insert(bytes.end(), data.begin(), data.end());
    bytes.resize(bytes.size() + data.size() % 2);
}

FileBytes extendedHeader(std::uint8_t flags, ImageSize size)
{
    FileBytes data{flags, 0, 0, 0};
    put24(data, size.width - 1);
    put24(data, size.height - 1);
    return data;
}

FileBytes webPFile(const FileBytes& chunks)
{
    FileBytes bytes = bytesOf("RIFF");
    put32(bytes, static_cast<unsigned>(4 + chunks.size()), false);
    const FileBytes kind = bytesOf("WEBP");
    bytes.insert(bytes.end(), kind.begin(), kind.end());
    bytes.insert(bytes.end(), chunks.begin(), chunks.end());
    return bytes;
}

cv::Mat toMat(const Image& image)
{
    cv::Mat mat(image.size.height, image.size.width, image.size.channels == 1 ? CV_8UC1 : CV_8UC3);
    const auto channels = static_cast<std::size_t>(image.size.channels);
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        const std::size_t pixel = i / channels;
        mat.data[pixel * channels + channels - 1 - i % channels] = image.pixels[i];
    }
    return mat;
}

FileBytes encodeMat(const cv::Mat& mat, const std::string& ending)
{
    FileBytes bytes;
    cv::imencode(ending, mat, bytes,
                 ending == ".webp" ? std::vector<int>{cv::IMWRITE_WEBP_QUALITY, 101} : std::vector<int>{});
    return bytes;
}

} // namespace

Image makeGradient(ImageSize size, int seed)
{
    Image image{size, {}};
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            for (int c = 0; c < size.channels; ++c) {
                const int across = 200 * x / std::max(1, size.width - 1);
                const int down = 200 * y / std::max(1, size.height - 1);
                const int value = c == 0 ? across : (c == 1 ? down : 200 - across);
                image.pixels.push_back(static_cast<std::uint8_t>((value + 20 + seed % 30) & 255));
            }
        }
    }
    return image;
}

FileBytes encodeJpeg(const Image& image, const JpegOptions& options)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
    info.image_width = static_cast<JDIMENSION>(image.size.width);
    info.image_height = static_cast<JDIMENSION>(image.size.height);
    info.input_components = options.cmyk ? 4 : image.size.channels;
    info.in_color_space = options.cmyk ? JCS_CMYK : (image.size.channels == 1 ? JCS_GRAYSCALE : JCS_RGB);
    jpeg_set_defaults(&info);
    if (options.ycck) {
        jpeg_set_colorspace(&info, JCS_YCCK);
    }
    info.write_Adobe_marker = options.cmyk && options.adobeMark ? TRUE : FALSE;
    jpeg_set_quality(&info, options.quality, TRUE);
    if (options.progressive) {
        jpeg_simple_progression(&info);
    }
    jpeg_start_compress(&info, TRUE);
    if (options.orientation != 0) {
        const FileBytes block = exifBlock(options.orientation, options.bigEndianExif);
        jpeg_write_marker(&info, JPEG_APP0 + 1, block.data(), static_cast<unsigned>(block.size()));
    }
    const std::size_t stride = image.pixels.size() / static_cast<std::size_t>(image.size.height);
    while (info.next_scanline < info.image_height) {
        const std::uint8_t* pixels = image.pixels.data() + stride * info.next_scanline;
        FileBytes row =
            options.cmyk ? cmykRow(pixels, image.size.width, options.adobeMark) : FileBytes(pixels, pixels + stride);
        JSAMPROW rows[1] = {row.data()};
        jpeg_write_scanlines(&info, rows, 1);
    }
    jpeg_finish_compress(&info);
    FileBytes bytes(buffer, buffer + size);
    jpeg_destroy_compress(&info);
    std::free(buffer);
    return bytes;
}

FileBytes encodeImage(const Image& image, const std::string& ending)
{
    return encodeMat(toMat(image), ending);
}

FileBytes encodeRgbaPng(int height, int width, const std::vector<std::uint8_t>& rgba)
{
    FileBytes raw;
    for (std::size_t i = 0; i < rgba.size(); ++i) {
        if (i % (4 * static_cast<std::size_t>(width)) == 0) {
            raw.push_back(0); // no filter
        }
        raw.push_back(rgba[i]);
    }
    return makePng(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 8, 6, raw);
}

FileBytes encodeGrey16Png(int height, int width, const std::vector<std::uint16_t>& samples)
{
    FileBytes raw;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (i % static_cast<std::size_t>(width) == 0) {
            raw.push_back(0);
        }
        put16(raw, samples[i], true);
    }
    return makePng(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 16, 0, raw);
}

FileBytes makePng(std::uint32_t width, std::uint32_t height, int bits, int colourType, const FileBytes& raw,
                  const FileBytes& transparency, const FileBytes& palette)
{
    FileBytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    FileBytes header;
    put32(header, width, true);
    put32(header, height, true);
    header.push_back(static_cast<std::uint8_t>(bits));
    header.push_back(static_cast<std::uint8_t>(colourType));
    header.insert(header.end(), 3, 0);
    putChunk(png, "IHDR", header);
    if (!palette.empty()) {
        putChunk(png, "PLTE", palette);
    }
    if (!transparency.empty()) {
        putChunk(png, "tRNS", transparency);
    }
    FileBytes packed(compressBound(raw.size()));
    uLongf length = packed.size();
    compress(packed.data(), &length, raw.data(), raw.size());
    packed.resize(length);
    putChunk(png, "IDAT", packed);
    putChunk(png, "IEND", {});
    return png;
}

void insertPngChunk(FileBytes& png, const char* type, const FileBytes& data, bool afterHeader)
{
    FileBytes chunk;
    putChunk(chunk, type, data);
    png.insert(afterHeader ? png.begin() + 33 : png.end() - 12, chunk.begin(), chunk.end());
}

FileBytes exifTiff(int orientation, bool bigEndian)
{
    FileBytes block = bytesOf(bigEndian ? "MM" : "II");
    put16(block, 42, bigEndian);
    put32(block, 8, bigEndian);
    put16(block, 1, bigEndian);
    put16(block, 0x0112, bigEndian);
    put16(block, 3, bigEndian);
    put32(block, 1, bigEndian);
    put16(block, static_cast<unsigned>(orientation), bigEndian);
    put16(block, 0, bigEndian);
    put32(block, 0, bigEndian);
    return block;
}

FileBytes withExif(const FileBytes& webp, ImageSize size, int orientation, bool marked)
{
    FileBytes chunks;
    putWebPChunk(chunks, "VP8X", extendedHeader(8, size));
    chunks.insert(chunks.end(), webp.begin() + 12, webp.end());
    putWebPChunk(chunks, "EXIF", marked ? exifBlock(orientation, false) : exifTiff(orientation));
    return webPFile(chunks);
}

FileBytes makeAnimatedWebP(const FileBytes& still, ImageSize size, ImageSize canvas, int left, int top)
{
    const auto frame = [size](const FileBytes& file, int x, int y) {
        FileBytes data;
        for (const int value : {x / 2, y / 2, size.width - 1, size.height - 1, 100}) {
            put24(data, value);
        }
        data.push_back(0);
        data.insert(data.end(), file.begin() + 12, file.end());
        return data;
    };
    FileBytes chunks;
    putWebPChunk(chunks, "VP8X", extendedHeader(2, canvas));
    putWebPChunk(chunks, "ANIM", {0, 0, 0, 0, 0, 0});
    putWebPChunk(chunks, "ANMF", frame(still, left, top));
    putWebPChunk(chunks, "ANMF", frame(encodeImage(Image{size, FileBytes(size.bytes(), 0)}, ".webp"), left, top));
    return webPFile(chunks);
}

void writeBytes(const std::filesystem::path& file, const FileBytes& bytes)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

FileBytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

int largestDifference(const Image& a, const Image& b)
{
    if (a.size != b.size || a.pixels.size() != b.pixels.size()) {
        return 256;
    }
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        largest = std::max(largest, std::abs(int{a.pixels[i]} - int{b.pixels[i]}));
    }
    return largest;
}
