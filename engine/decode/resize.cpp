#include "engine/decode/resize.h"

#include <algorithm>
#include <cstdint>

#include "engine/data/data_set.h"
#include "engine/decode/pixel_conversion.h"
#include "engine/decode/resize_passes.h"

namespace saccade {

namespace {

// Some rows of an image, as an image.
ImageView rowsOf(ImageView image, int first, int count)
{
    const std::size_t stride = image.size.bytes() / static_cast<std::size_t>(image.size.height);
    return {{count, image.size.width, image.size.channels}, image.pixels + stride * static_cast<std::size_t>(first)};
}

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

Image resizeImage(ImageView image, int height, int width, ResizeKernel kernel)
{
    return resizeBox(image, {0, 0, image.size.width, image.size.height}, height, width, kernel);
}

Image resizeBox(ImageView image, const PixelBox& box, int height, int width, ResizeKernel kernel)
{
    Image out;
    if (image.size.bytes() == 0 || height < 1 || width < 1) {
        return out;
    }
    const auto columns = lineWeights(image.size.height, box.top, box.height, height, kernel);
    // Only the rows that some output row sees are needed.
    const int first = columns->spans.front().first;
    const int count = columns->spans.back().first + columns->spans.back().count - first;
    image = rowsOf(image, first, count);
    if (width != image.size.width || box.width != image.size.width) {
        out = resizeRows(image, *lineWeights(image.size.width, box.left, box.width, width, kernel));
        image = viewOf(out);
    }
    if (height != count || box.height != count) {
        out = resizeColumns(image, first, *columns);
    }
    return out.isEmpty() ? convertChannels(image, image.size.channels) : out;
}

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

Image makeThumbnail(ImageView image)
{
    const int longer = std::max(image.size.height, image.size.width);
    if (longer <= kThumbnailSide) {
        return convertChannels(image, image.size.channels);
    }
    const auto shrunk = [&](int side) { return std::max(1, (side * kThumbnailSide + longer / 2) / longer); };
    return resizeImage(image, shrunk(image.size.height), shrunk(image.size.width), ResizeKernel::Lanczos);
}

} // namespace saccade
