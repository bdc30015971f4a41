#include "engine/formats/png_image.h"

#include <string_view>
#include <zlib.h>

namespace saccade {

namespace {

using Bytes = std::vector<std::uint8_t>;

void appendBigEndian(Bytes& bytes, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void appendChunk(Bytes& file, std::string_view kind, const Bytes& content)
{
    appendBigEndian(file, static_cast<std::uint32_t>(content.size()));
    const std::size_t start = file.size();
    file.insert(file.end(), kind.begin(), kind.end());
    file.insert(file.end(), content.begin(), content.end());
    const uLong sum = crc32(0, file.data() + start, static_cast<uInt>(file.size() - start));
    appendBigEndian(file, static_cast<std::uint32_t>(sum));
}

/// Each row begins with the number of its filter, 0.
Bytes rowsOf(ImageView image)
{
    const std::size_t width =
        static_cast<std::size_t>(image.size.width) * static_cast<std::size_t>(image.size.channels);
    Bytes rows;
    rows.reserve(image.size.bytes() + static_cast<std::size_t>(image.size.height));
    for (int y = 0; y < image.size.height; ++y) {
        const std::uint8_t* row = image.pixels + static_cast<std::size_t>(y) * width;
        rows.push_back(0);
        rows.insert(rows.end(), row, row + width);
    }
    return rows;
}

Bytes compressed(const Bytes& bytes)
{
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    Bytes out(size);
    // The room is enough by zlib's own word, so this cannot fail but for memory, which throws on allocation.
    compress2(out.data(), &size, bytes.data(), static_cast<uLong>(bytes.size()), Z_BEST_COMPRESSION);
    out.resize(size);
    return out;
}

} // namespace

std::vector<std::uint8_t> smallPng(ImageView image)
{
    constexpr std::uint8_t kGrey = 0;
    constexpr std::uint8_t kColour = 2;
    Bytes file{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    Bytes header;
    appendBigEndian(header, static_cast<std::uint32_t>(image.size.width));
    appendBigEndian(header, static_cast<std::uint32_t>(image.size.height));
    const std::uint8_t kind = image.size.channels == 1 ? kGrey : kColour;
    header.insert(header.end(), {8, kind, 0, 0, 0});
    appendChunk(file, "IHDR", header);
    appendChunk(file, "IDAT", compressed(rowsOf(image)));
    appendChunk(file, "IEND", {});
    return file;
}

} // namespace saccade
