#include <algorithm>
#include <cstring>

#include "engine/data/augmentation.h"
#include "engine/data/pixel_geometry.h"

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

/// Of the part of the rectangle that lies in the image.
void fillRectangle(int x, int y, int width, int height, ImageSize size, const std::uint8_t fill[3],
                   std::uint8_t* destination)
{
    const int left = std::clamp(x, 0, size.width);
    const int right = std::clamp(x + width, 0, size.width);
    const int top = std::clamp(y, 0, size.height);
    const int bottom = std::clamp(y + height, 0, size.height);
    for (int row = top; row < bottom; ++row) {
        std::uint8_t* pixel = destination + (row * size.width + left) * size.channels;
        for (int column = left; column < right; ++column) {
            std::copy_n(fill, size.channels, pixel);
            pixel += size.channels;
        }
    }
}

void moveAndFlip(const AugmentationDraw& draw, ImageView source, std::uint8_t* destination)
{
    if (!draw.flip && draw.shiftX == 0 && draw.shiftY == 0) {
        std::memcpy(destination, source.pixels, source.size.bytes());
    } else if (source.size.channels == 1) {
        shiftAndFlip<1>(draw, source, destination);
    } else {
        shiftAndFlip<3>(draw, source, destination);
    }
}

/// With images of their own between the passes: what costs more than a copy anyway.
void cropAndOperate(const AugmentationDraw& draw, ImageView source, const std::uint8_t fill[3],
                    std::uint8_t* destination)
{
    const PixelRectangle& crop = draw.crop;
    Image cropped;
    if (crop.width > 0) {
        cropped = resizedCrop(source, crop.left, crop.top, crop.width, crop.height, source.size);
        source = viewOf(cropped);
    }
    if (draw.operations.empty()) {
        moveAndFlip(draw, source, destination);
        return;
    }
    Image image{source.size, std::vector<std::uint8_t>(source.size.bytes())};
    moveAndFlip(draw, source, image.pixels.data());
    for (const PixelOperation& operation : draw.operations) {
        applyOperation(operation, fill, image);
    }
    std::copy(image.pixels.begin(), image.pixels.end(), destination);
}

} // namespace

void applyAugmentation(const AugmentationDraw& draw, ImageView source, const std::uint8_t fill[3],
                       std::uint8_t* destination)
{
    if (draw.crop.width > 0 || !draw.operations.empty()) {
        cropAndOperate(draw, source, fill, destination);
    } else {
        moveAndFlip(draw, source, destination);
    }
    if (draw.cutoutSide > 0) {
        fillRectangle(draw.cutoutX, draw.cutoutY, draw.cutoutSide, draw.cutoutSide, source.size, fill, destination);
    }
    if (draw.erased.width > 0) {
        const PixelRectangle& erased = draw.erased;
        fillRectangle(erased.left, erased.top, erased.width, erased.height, source.size, fill, destination);
    }
}

} // namespace saccade
