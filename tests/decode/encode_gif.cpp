#include <algorithm>
#include <array>
#include <map>

#include <gif_lib.h>

#include "tests/decode/encoded_images.h"

namespace {

struct Palette
{
    std::vector<GifColorType> colours;
    std::vector<GifByteType> indices;
};

Palette makePalette(const saccade::Image& image)
{
    Palette palette;
    std::map<std::array<std::uint8_t, 3>, std::size_t> known;
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3) {
        const std::array<std::uint8_t, 3> rgb{image.pixels[i], image.pixels[i + 1], image.pixels[i + 2]};
        const auto [found, isNew] = known.emplace(rgb, palette.colours.size());
        if (isNew) {
            palette.colours.push_back({rgb[0], rgb[1], rgb[2]});
        }
        palette.indices.push_back(static_cast<GifByteType>(found->second));
    }
    palette.colours.resize(256);
    return palette;
}

void putFrame(GifFileType* file, const saccade::Image& image, std::vector<GifByteType> indices, bool interlaced)
{
    const int width = image.size.width;
    EGifPutImageDesc(file, 0, 0, width, image.size.height, interlaced, nullptr);
    const auto putRow = [&](int y) { EGifPutLine(file, indices.data() + y * width, width); };
    for (const auto& [first, step] : interlaced ? std::vector<std::pair<int, int>>{{0, 8}, {4, 8}, {2, 4}, {1, 2}}
                                                : std::vector<std::pair<int, int>>{{0, 1}}) {
        for (int y = first; y < image.size.height; y += step) {
            putRow(y);
        }
    }
}

} // namespace

FileBytes encodeGif(const saccade::Image& image, bool interlaced, bool firstColourTransparent)
{
    FileBytes bytes;
    const auto append = [](GifFileType* file, const GifByteType* data, int count) {
        static_cast<FileBytes*>(file->UserData)
            ->insert(static_cast<FileBytes*>(file->UserData)->end(), data, data + count);
        return count;
    };
    int failure = 0;
    GifFileType* file = EGifOpen(&bytes, append, &failure);
    EGifSetGifVersion(file, true);
    Palette palette = makePalette(image);
    ColorMapObject* colours = GifMakeMapObject(256, palette.colours.data());
    EGifPutScreenDesc(file, image.size.width, image.size.height, 8, 0, colours);
    if (firstColourTransparent) {
        const GraphicsControlBlock control{DISPOSAL_UNSPECIFIED, false, 0, 0};
        std::array<GifByteType, 4> block{};
        EGifGCBToExtension(&control, block.data());
        EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, 4, block.data());
    }
    putFrame(file, image, palette.indices, interlaced);
    putFrame(file, image, std::vector<GifByteType>(palette.indices.size(), 255), false);
    GifFreeMapObject(colours);
    EGifCloseFile(file, &failure);
    return bytes;
}
