#include "engine/decode/resize.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "engine/data/data_set.h"
#include "engine/decode/pixel_conversion.h"

namespace saccade {

namespace {

// 32 bits, less 8 for the sample and 2 for the sign and what kernels with negative lobes add.
constexpr int kFractionBits = 32 - 8 - 2;
constexpr std::int32_t kHalf = 1 << (kFractionBits - 1);

// The weights of one output line: it sees `count` input lines from `first` on.
struct Span
{
    int first = 0;
    int count = 0;
    std::size_t weights = 0; // where they begin in Kernel::weights
};

struct Kernel
{
    std::vector<Span> spans;
    std::vector<std::int32_t> weights;
};

double triangle(double x)
{
    return std::max(0.0, 1.0 - std::abs(x));
}

double sinc(double x)
{
    if (x == 0.0) {
        return 1.0;
    }
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double lanczos3(double x)
{
    return -3.0 <= x && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0;
}

std::int32_t toFixed(double weight)
{
    return static_cast<std::int32_t>((weight < 0 ? -0.5 : 0.5) + weight * (1 << kFractionBits));
}

// Of a line of `from` samples, `length` from `start` on become `to`.
Kernel makeKernel(int from, int start, int length, int to, ResizeKernel kind)
{
    const double scale = static_cast<double>(length) / to;
    const double widening = std::max(scale, 1.0);
    const double support = (kind == ResizeKernel::Bilinear ? 1.0 : 3.0) * widening;
    const double narrowing = 1.0 / widening;
    Kernel kernel;
    std::vector<double> line;
    for (int i = 0; i < to; ++i) {
        const double centre = start + (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int end = std::min(from, static_cast<int>(centre + support + 0.5));
        line.clear();
        double sum = 0;
        for (int x = first; x < end; ++x) {
            const double at = (x - centre + 0.5) * narrowing;
            line.push_back(kind == ResizeKernel::Bilinear ? triangle(at) : lanczos3(at));
            sum += line.back();
        }
        kernel.spans.push_back({first, end - first, kernel.weights.size()});
        for (const double weight : line) {
            kernel.weights.push_back(toFixed(sum != 0 ? weight / sum : weight));
        }
    }
    return kernel;
}

std::uint8_t toSample(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> kFractionBits, 0, 255));
}

template <int Channels>
void resizeRow(const std::uint8_t* in, const Kernel& kernel, std::uint8_t* out)
{
    for (const Span& span : kernel.spans) {
        std::int32_t sums[Channels];
        std::fill_n(sums, Channels, kHalf);
        const std::uint8_t* pixel = in + static_cast<std::size_t>(span.first) * Channels;
        const std::int32_t* weight = kernel.weights.data() + span.weights;
        for (int x = 0; x < span.count; ++x, pixel += Channels) {
            for (int c = 0; c < Channels; ++c) {
                sums[c] += pixel[c] * weight[x];
            }
        }
        for (int c = 0; c < Channels; ++c) {
            *out++ = toSample(sums[c]);
        }
    }
}

Image resizeRows(ImageView image, int width, const Kernel& kernel)
{
    Image out{{image.size.height, width, image.size.channels}, {}};
    out.pixels.resize(out.size.bytes());
    const std::size_t inStride = image.size.bytes() / static_cast<std::size_t>(image.size.height);
    const std::size_t outStride = out.size.bytes() / static_cast<std::size_t>(out.size.height);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.size.height); ++y) {
        const std::uint8_t* in = image.pixels + y * inStride;
        std::uint8_t* row = out.pixels.data() + y * outStride;
        if (image.size.channels == 1) {
            resizeRow<1>(in, kernel, row);
        } else {
            resizeRow<3>(in, kernel, row);
        }
    }
    return out;
}

Image resizeColumns(ImageView image, int height, const Kernel& kernel)
{
    Image out{{height, image.size.width, image.size.channels}, {}};
    out.pixels.resize(out.size.bytes());
    const std::size_t stride = out.size.bytes() / static_cast<std::size_t>(height);
    std::vector<std::int32_t> sums(stride);
    std::uint8_t* target = out.pixels.data();
    for (const Span& span : kernel.spans) {
        std::fill(sums.begin(), sums.end(), kHalf);
        for (int y = 0; y < span.count; ++y) {
            const std::uint8_t* row = image.pixels + static_cast<std::size_t>(span.first + y) * stride;
            const std::int32_t weight = kernel.weights[span.weights + static_cast<std::size_t>(y)];
            for (std::size_t i = 0; i < stride; ++i) {
                sums[i] += row[i] * weight;
            }
        }
        target = std::transform(sums.begin(), sums.end(), target, toSample);
    }
    return out;
}

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
    Kernel columns = makeKernel(image.size.height, box.top, box.height, height, kernel);
    // Only the rows that some output row sees are needed.
    const int first = columns.spans.front().first;
    const int count = columns.spans.back().first + columns.spans.back().count - first;
    image = rowsOf(image, first, count);
    if (width != image.size.width || box.width != image.size.width) {
        out = resizeRows(image, width, makeKernel(image.size.width, box.left, box.width, width, kernel));
        image = viewOf(out);
    }
    if (height != count || box.height != count) {
        for (Span& span : columns.spans) {
            span.first -= first;
        }
        out = resizeColumns(image, height, columns);
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
