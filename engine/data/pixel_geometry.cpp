#include "engine/data/pixel_geometry.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "engine/data/image_resize.h"

namespace saccade {

namespace {

std::int32_t toFixed16(double value)
{
    return static_cast<std::int32_t>(std::floor(value * 65536.0 + 0.5));
}

/// Cosine and sine as the reference has them: a right angle leaves no rest.
double fifteenDigits(double value)
{
    return std::round(value * 1e15) / 1e15;
}

template <int Channels>
void copyNearest(const WarpMatrix& a, const Image& source, Image& target)
{
    const std::int32_t stepX = toFixed16(a[0]);
    const std::int32_t stepY = toFixed16(a[3]);
    std::int32_t rowX = toFixed16(a[2] + a[0] * 0.5 + a[1] * 0.5);
    std::int32_t rowY = toFixed16(a[5] + a[3] * 0.5 + a[4] * 0.5);
    const int width = source.size.width;
    const int height = source.size.height;
    std::uint8_t* out = target.pixels.data();
    for (int row = 0; row < height; ++row) {
        std::int32_t x = rowX;
        std::int32_t y = rowY;
        for (int column = 0; column < width; ++column, out += Channels, x += stepX, y += stepY) {
            const int fromX = x >> 16;
            const int fromY = y >> 16;
            if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height) {
                std::memcpy(out, source.pixels.data() + (fromY * width + fromX) * Channels, Channels);
            }
        }
        rowX += toFixed16(a[1]);
        rowY += toFixed16(a[4]);
    }
}

template <int Channels>
void copySmooth(const WarpMatrix& a, const Image& source, Image& target)
{
    const int width = source.size.width;
    const int height = source.size.height;
    std::uint8_t* out = target.pixels.data();
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column, out += Channels) {
            const double x = a[0] * (column + 0.5) + a[1] * (row + 0.5) + a[2];
            const double y = a[3] * (column + 0.5) + a[4] * (row + 0.5) + a[5];
            if (x < 0 || x >= width || y < 0 || y >= height) {
                continue;
            }
            const int left = static_cast<int>(std::floor(x - 0.5));
            const int top = static_cast<int>(std::floor(y - 0.5));
            const double shareX = x - 0.5 - left;
            const double shareY = y - 0.5 - top;
            const int near = std::max(left, 0) * Channels;
            const int far = std::min(left + 1, width - 1) * Channels;
            const std::uint8_t* upper = source.pixels.data() + std::max(top, 0) * width * Channels;
            const std::uint8_t* lower = source.pixels.data() + std::min(top + 1, height - 1) * width * Channels;
            for (int channel = 0; channel < Channels; ++channel) {
                const int at = near + channel;
                const int beside = far + channel;
                const double above = upper[at] + (upper[beside] - upper[at]) * shareX;
                const double below = lower[at] + (lower[beside] - lower[at]) * shareX;
                out[channel] = static_cast<std::uint8_t>(above + (below - above) * shareY);
            }
        }
    }
}

Image filledLike(const Image& image, const std::uint8_t fill[3])
{
    Image target{image.size, std::vector<std::uint8_t>(image.pixels.size())};
    const int channels = image.size.channels;
    for (std::size_t i = 0; i < target.pixels.size(); i += static_cast<std::size_t>(channels)) {
        std::copy_n(fill, channels, target.pixels.data() + i);
    }
    return target;
}

} // namespace

WarpMatrix rotation(double degrees, ImageSize size)
{
    const double angle = -std::fmod(degrees, 360.0) * std::numbers::pi / 180.0;
    const double cosine = fifteenDigits(std::cos(angle));
    const double sine = fifteenDigits(std::sin(angle));
    const double x = size.width / 2.0;
    const double y = size.height / 2.0;
    return {cosine, sine, cosine * -x + sine * -y + x, -sine, cosine, -sine * -x + cosine * -y + y};
}

void warpNearest(const WarpMatrix& matrix, const std::uint8_t fill[3], Image& image)
{
    Image target = filledLike(image, fill);
    image.size.channels == 1 ? copyNearest<1>(matrix, image, target) : copyNearest<3>(matrix, image, target);
    image = std::move(target);
}

void warpSmooth(const WarpMatrix& matrix, const std::uint8_t fill[3], Image& image)
{
    Image target = filledLike(image, fill);
    image.size.channels == 1 ? copySmooth<1>(matrix, image, target) : copySmooth<3>(matrix, image, target);
    image = std::move(target);
}

Image resizedCrop(ImageView source, int left, int top, int width, int height, ImageSize size)
{
    const auto channels = static_cast<std::size_t>(size.channels);
    const std::size_t stride = static_cast<std::size_t>(source.size.width) * channels;
    const std::size_t row = static_cast<std::size_t>(width) * channels;
    Image part{{height, width, size.channels}, {}};
    part.pixels.reserve(part.size.bytes());
    for (int y = top; y < top + height; ++y) {
        const std::uint8_t* from =
            source.pixels + static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(left) * channels;
        part.pixels.insert(part.pixels.end(), from, from + row);
    }
    return resizeImage(viewOf(part), size.height, size.width);
}

} // namespace saccade
