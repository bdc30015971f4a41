#include "engine/decode/gif_decoder.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include <gif_lib.h>

namespace saccade {

namespace {

struct CloseGif
{
    void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};
using GifFile = std::unique_ptr<GifFileType, CloseGif>;

int readBytes(GifFileType* file, GifByteType* out, int wanted)
{
    auto& left = *static_cast<Bytes*>(file->UserData);
    const std::size_t count = std::min(left.size(), static_cast<std::size_t>(std::max(wanted, 0)));
    if (count > 0) {
        std::memcpy(out, left.data(), count);
        left = left.subspan(count);
    }
    return static_cast<int>(count);
}

// Reads up to the first frame's descriptor; the transparent palette entry, or -1, is kept on the way.
bool findFrame(GifFileType* file, int& transparent)
{
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    while (DGifGetRecordType(file, &record) == GIF_OK && record != TERMINATE_RECORD_TYPE) {
        if (record == IMAGE_DESC_RECORD_TYPE) {
            return DGifGetImageDesc(file) == GIF_OK;
        }
        int code = 0;
        GifByteType* block = nullptr;
        if (record != EXTENSION_RECORD_TYPE || DGifGetExtension(file, &code, &block) != GIF_OK) {
            return false;
        }
        while (block != nullptr) {
            GraphicsControlBlock control;
            if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
                transparent = control.TransparentColor;
            }
            if (DGifGetExtensionNext(file, &block) != GIF_OK) {
                return false;
            }
        }
    }
    return false;
}

// The rows of an interlaced frame come in four passes.
std::vector<int> rowOrder(int height, bool interlaced)
{
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>(height));
    if (!interlaced) {
        for (int y = 0; y < height; ++y) {
            rows.push_back(y);
        }
        return rows;
    }
    constexpr std::array<std::array<int, 2>, 4> kPasses{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    for (const auto& [first, step] : kPasses) {
        for (int y = first; y < height; y += step) {
            rows.push_back(y);
        }
    }
    return rows;
}

void paintRow(const std::vector<GifPixelType>& row, const ColorMapObject& colours, int transparent, std::uint8_t* out)
{
    for (const GifPixelType index : row) {
        if (index != transparent && index < colours.ColorCount) {
            const GifColorType& colour = colours.Colors[index];
            out[0] = colour.Red;
            out[1] = colour.Green;
            out[2] = colour.Blue;
        }
        out += 3;
    }
}

bool paintFrame(GifFileType* file, int transparent, Image& canvas)
{
    const GifImageDesc& frame = file->Image;
    const ColorMapObject* colours = frame.ColorMap != nullptr ? frame.ColorMap : file->SColorMap;
    if (colours == nullptr || frame.Left < 0 || frame.Top < 0 || frame.Width < 1 || frame.Height < 1 ||
        frame.Left + frame.Width > canvas.size.width || frame.Top + frame.Height > canvas.size.height) {
        return false;
    }
    std::vector<GifPixelType> row(static_cast<std::size_t>(frame.Width));
    for (const int y : rowOrder(frame.Height, frame.Interlace)) {
        if (DGifGetLine(file, row.data(), frame.Width) != GIF_OK) {
            return false;
        }
        const std::size_t at = static_cast<std::size_t>(frame.Top + y) * static_cast<std::size_t>(canvas.size.width) +
                               static_cast<std::size_t>(frame.Left);
        paintRow(row, *colours, transparent, canvas.pixels.data() + 3 * at);
    }
    return true;
}

} // namespace

Result<Image> decodeGif(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name)
{
    const Error damaged{ErrorCode::ImageDamaged, "damaged GIF", name};
    int failure = 0;
    const GifFile file(DGifOpen(&bytes, readBytes, &failure));
    int transparent = NO_TRANSPARENT_COLOR;
    if (!file || !findFrame(file.get(), transparent)) {
        return damaged;
    }
    Image canvas;
    canvas.size = {static_cast<int>(header.height), static_cast<int>(header.width), 3};
    canvas.pixels.assign(canvas.size.bytes(), 255);
    return paintFrame(file.get(), transparent, canvas) ? Result<Image>(std::move(canvas)) : damaged;
}

} // namespace saccade
