#include <algorithm>
#include <cstring>

#include "engine/data/augmentation.h"

namespace saccade {

namespace {

// Mirrors an index into 0 .. count-1 without repeating the edge: -1 -> 1, count -> count - 2, as often as needed.
int reflected(int index, int count)
{
    if (index >= 0 && index < count) {
        return index;
    }
    if (count == 1) {
        return 0;
    }
    const int period = 2 * (count - 1);
    const int rest = ((index % period) + period) % period;
    return rest < count ? rest : period - rest;
}

// The columns [first, last) of a row whose source lies inside the image; beside them the reflection begins.
struct Inside
{
    int first = 0;
    int last = 0;
};

Inside insideColumns(int width, int shift)
{
    const int first = std::clamp(-shift, 0, width);
    return {first, std::clamp(width - shift, first, width)};
}

template <int Channels>
void copyRow(const std::uint8_t* source, std::uint8_t* destination, int width, int shift, Inside inside)
{
    const auto copyPixel = [=](int column) {
        std::memcpy(destination + column * Channels, source + reflected(column + shift, width) * Channels, Channels);
    };
    for (int column = 0; column < inside.first; ++column) {
        copyPixel(column);
    }
    if (inside.first < inside.last) {
        std::memcpy(destination + inside.first * Channels, source + (inside.first + shift) * Channels,
                    static_cast<std::size_t>((inside.last - inside.first) * Channels));
    }
    for (int column = inside.last; column < width; ++column) {
        copyPixel(column);
    }
}

template <int Channels>
void mirrorRow(const std::uint8_t* source, std::uint8_t* destination, int width, int shift, Inside inside)
{
    const auto copyPixel = [=](int column) {
        std::memcpy(destination + (width - 1 - column) * Channels, source + reflected(column + shift, width) * Channels,
                    Channels);
    };
    for (int column = 0; column < inside.first; ++column) {
        copyPixel(column);
    }
    const std::uint8_t* from = source + (inside.first + shift) * Channels;
    std::uint8_t* to = destination + (width - 1 - inside.first) * Channels;
    for (int column = inside.first; column < inside.last; ++column) {
        std::memcpy(to, from, Channels);
        from += Channels;
        to -= Channels;
    }
    for (int column = inside.last; column < width; ++column) {
        copyPixel(column);
    }
}

template <int Channels>
void shiftAndFlip(const AugmentationDraw& draw, ImageView source, std::uint8_t* destination)
{
    const int width = source.size.width;
    const Inside inside = insideColumns(width, draw.shiftX);
    for (int row = 0; row < source.size.height; ++row) {
        const std::uint8_t* from = source.pixels + reflected(row + draw.shiftY, source.size.height) * width * Channels;
        std::uint8_t* to = destination + row * width * Channels;
        if (draw.flip) {
            mirrorRow<Channels>(from, to, width, draw.shiftX, inside);
        } else {
            copyRow<Channels>(from, to, width, draw.shiftX, inside);
        }
    }
}

void fillSquare(const AugmentationDraw& draw, ImageSize size, const std::uint8_t fill[3], std::uint8_t* destination)
{
    const int left = std::clamp<int>(draw.cutoutX, 0, size.width);
    const int right = std::clamp<int>(draw.cutoutX + draw.cutoutSide, 0, size.width);
    const int top = std::clamp<int>(draw.cutoutY, 0, size.height);
    const int bottom = std::clamp<int>(draw.cutoutY + draw.cutoutSide, 0, size.height);
    for (int row = top; row < bottom; ++row) {
        std::uint8_t* pixel = destination + (row * size.width + left) * size.channels;
        for (int column = left; column < right; ++column) {
            std::copy_n(fill, size.channels, pixel);
            pixel += size.channels;
        }
    }
}

} // namespace

void applyAugmentation(const AugmentationDraw& draw, ImageView source, const std::uint8_t fill[3],
                       std::uint8_t* destination)
{
    if (!draw.flip && draw.shiftX == 0 && draw.shiftY == 0) {
        std::memcpy(destination, source.pixels, source.size.bytes());
    } else if (source.size.channels == 1) {
        shiftAndFlip<1>(draw, source, destination);
    } else {
        shiftAndFlip<3>(draw, source, destination);
    }
    if (draw.cutoutSide > 0) {
        fillSquare(draw, source.size, fill, destination);
    }
}

} // namespace saccade
