#include "engine/decode/resize.h"

#include <algorithm>
#include <cstdint>

#include "engine/decode/pixel_conversion.h"

namespace saccade {

namespace {

Image padded(const Image& image, const PixelBox& target, ImageSize size)
{
    Image out{size, std::vector<std::uint8_t>(size.bytes(), kPadValue)};
    const auto channels = static_cast<std::size_t>(size.channels);
    const std::size_t inStride = static_cast<std::size_t>(target.width) * channels;
    const std::size_t outStride = static_cast<std::size_t>(size.width) * channels;
    std::uint8_t* row = out.pixels.data() + static_cast<std::size_t>(target.top) * outStride +
                        static_cast<std::size_t>(target.left) * channels;
    for (int y = 0; y < target.height; ++y, row += outStride) {
        std::copy_n(image.pixels.data() + static_cast<std::size_t>(y) * inStride, inStride, row);
    }
    return out;
}

} // namespace

Image fitImage(ImageView image, const ResizeRule& rule)
{
    Image converted;
    if (image.size.channels != rule.size.channels && image.size.bytes() > 0) {
        converted = convertChannels(image, rule.size.channels);
        image = viewOf(converted);
    }
    const auto [source, target] = resizeGeometry(image.size, rule);
    Image fitted = resizeBox(image, source, target.height, target.width);
    return fitted.isEmpty() || fitted.size == rule.size ? fitted : padded(fitted, target, rule.size);
}

} // namespace saccade
