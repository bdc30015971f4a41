#include "engine/decode/pixel_conversion.h"

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

struct Position
{
    std::size_t x = 0;
    std::size_t y = 0;
};

// Which stored pixel (of a width x height image) is shown at (x, y). The eight cases of EXIF 2.3, tag 274.
Position storedPosition(int orientation, std::size_t width, std::size_t height, std::size_t x, std::size_t y)
{
    switch (orientation) {
    case 2: return {width - 1 - x, y};
    case 3: return {width - 1 - x, height - 1 - y};
    case 4: return {x, height - 1 - y};
    case 5: return {y, x};
    case 6: return {y, height - 1 - x};
    case 7: return {width - 1 - y, height - 1 - x};
    case 8: return {width - 1 - y, x};
    default: return {x, y};
    }
}

} // namespace

Image orientImage(Image image, int orientation)
{
    if (orientation <= 1 || orientation > 8) {
        return image;
    }
    Image upright;
    upright.size = image.size;
    if (orientation >= 5) {
        std::swap(upright.size.width, upright.size.height);
    }
    upright.pixels.resize(image.pixels.size());
    const auto width = static_cast<std::size_t>(image.size.width);
    const auto height = static_cast<std::size_t>(image.size.height);
    const auto channels = static_cast<std::size_t>(image.size.channels);
    std::uint8_t* out = upright.pixels.data();
    for (std::size_t y = 0; y < static_cast<std::size_t>(upright.size.height); ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(upright.size.width); ++x, out += channels) {
            const Position from = storedPosition(orientation, width, height, x, y);
            std::copy_n(image.pixels.data() + (from.y * width + from.x) * channels, channels, out);
        }
    }
    return upright;
}

Image convertChannels(ImageView image, int channels)
{
    Image out;
    out.size = {image.size.height, image.size.width, channels};
    if (channels == image.size.channels) {
        out.pixels.assign(image.bytes().begin(), image.bytes().end());
        return out;
    }
    out.pixels.resize(out.size.bytes());
    const std::size_t count = out.size.bytes() / static_cast<std::size_t>(channels);
    for (std::size_t i = 0; i < count; ++i) {
        if (channels == 1) {
            const std::uint8_t* rgb = image.pixels + 3 * i;
            out.pixels[i] =
                static_cast<std::uint8_t>((19595U * rgb[0] + 38470U * rgb[1] + 7471U * rgb[2] + 32768U) >> 16);
        } else {
            std::fill_n(out.pixels.data() + 3 * i, 3, image.pixels[i]);
        }
    }
    return out;
}

} // namespace saccade
