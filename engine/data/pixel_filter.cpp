#include "engine/data/pixel_filter.h"

#include <algorithm>
#include <cmath>

#include "engine/data/pixel_colour.h"

namespace saccade {

namespace {

/// Half of a symmetric kernel, its middle first.
std::vector<float> gaussian(float sigma, int side)
{
    const int radius = std::min(static_cast<int>(std::ceil(3 * sigma)), side - 1);
    std::vector<double> weights;
    double sum = 0;
    for (int i = 0; i <= radius; ++i) {
        weights.push_back(std::exp(-0.5 * i * i / (static_cast<double>(sigma) * static_cast<double>(sigma))));
        sum += (i == 0 ? 1 : 2) * weights.back();
    }
    std::vector<float> kernel;
    for (const double weight : weights) {
        kernel.push_back(static_cast<float>(weight / sum));
    }
    return kernel;
}

int mirrored(int index, int count)
{
    return index < 0 ? -index : index >= count ? 2 * (count - 1) - index : index;
}

/// out = the weighted sum of lines of `width` values; the line at `at` of `count` is in[stride * at].
void blurLine(const float* in, std::size_t stride, int at, int count, const std::vector<float>& kernel,
              std::size_t width, float* out)
{
    const auto line = [&](int index) { return in + static_cast<std::size_t>(mirrored(index, count)) * stride; };
    const float* middle = line(at);
    for (std::size_t i = 0; i < width; ++i) {
        out[i] = middle[i] * kernel[0];
    }
    for (int k = 1; k < static_cast<int>(kernel.size()); ++k) {
        const float* before = line(at - k);
        const float* after = line(at + k);
        const float weight = kernel[static_cast<std::size_t>(k)];
        for (std::size_t i = 0; i < width; ++i) {
            out[i] += (before[i] + after[i]) * weight;
        }
    }
}

} // namespace

void adjustSharpness(float factor, Image& image)
{
    const int channels = image.size.channels;
    const int stride = image.size.width * channels;
    const Image source = image;
    for (int row = 1; row + 1 < image.size.height; ++row) {
        for (int i = channels; i < stride - channels; ++i) {
            const std::uint8_t* at = source.pixels.data() + row * stride + i;
            int sum = 4 * at[0];
            for (const std::uint8_t* line : {at - stride, at, at + stride}) {
                sum += line[-channels] + line[0] + line[channels];
            }
            const int smooth = (2 * sum + 13) / 26; // to the nearest of thirteenths
            image.pixels[static_cast<std::size_t>(row * stride + i)] = blendSample(smooth, at[0], factor);
        }
    }
}

void blurGaussian(float sigma, Image& image)
{
    if (!(sigma > 0)) {
        return;
    }
    const auto channels = static_cast<std::size_t>(image.size.channels);
    const std::size_t stride = static_cast<std::size_t>(image.size.width) * channels;
    const std::vector<float> across = gaussian(sigma, image.size.width);
    const std::vector<float> down = gaussian(sigma, image.size.height);
    std::vector<float> rows(image.pixels.begin(), image.pixels.end());
    std::vector<float> blurred(image.pixels.size());
    std::vector<float> line(stride);
    for (int row = 0; row < image.size.height; ++row) {
        blurLine(rows.data(), stride, row, image.size.height, down, stride,
                 blurred.data() + static_cast<std::size_t>(row) * stride);
    }
    for (int row = 0; row < image.size.height; ++row) {
        const std::size_t first = static_cast<std::size_t>(row) * stride;
        for (int column = 0; column < image.size.width; ++column) {
            blurLine(blurred.data() + first, channels, column, image.size.width, across, channels,
                     line.data() + static_cast<std::size_t>(column) * channels);
        }
        std::transform(line.begin(), line.end(), image.pixels.begin() + static_cast<std::ptrdiff_t>(first),
                       [](float value) { return static_cast<std::uint8_t>(std::lrint(value)); });
    }
}

} // namespace saccade
