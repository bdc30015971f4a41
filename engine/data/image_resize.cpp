#include "engine/data/image_resize.h"

#include "engine/data/resize_passes.h"

namespace saccade {

namespace {

// Some rows of an image, as an image.
ImageView rowsOf(ImageView image, int first, int count)
{
    const std::size_t stride = image.size.bytes() / static_cast<std::size_t>(image.size.height);
    return {{count, image.size.width, image.size.channels}, image.pixels + stride * static_cast<std::size_t>(first)};
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
    if (out.isEmpty()) {
        out = {image.size, {image.pixels, image.pixels + image.size.bytes()}};
    }
    return out;
}

} // namespace saccade
