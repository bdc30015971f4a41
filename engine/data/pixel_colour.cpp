#include "engine/data/pixel_colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

using Table = std::array<std::uint8_t, 256>;
using Histogram = std::array<std::int64_t, 256>;

int greyOf(const std::uint8_t* pixel)
{
    return (pixel[0] * 19595 + pixel[1] * 38470 + pixel[2] * 7471 + 0x8000) >> 16;
}

template <typename Function>
Table tableOf(Function function)
{
    Table table{};
    for (int i = 0; i < 256; ++i) {
        table[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(function(i));
    }
    return table;
}

void lookUp(const Table& table, Image& image)
{
    for (std::uint8_t& sample : image.pixels) {
        sample = table[sample];
    }
}

/// Each channel through a table made from its own histogram.
template <typename MakeTable>
void lookUpChannels(Image& image, MakeTable makeTable)
{
    const auto channels = static_cast<std::size_t>(image.size.channels);
    for (std::size_t channel = 0; channel < channels; ++channel) {
        Histogram histogram{};
        for (std::size_t i = channel; i < image.pixels.size(); i += channels) {
            ++histogram[image.pixels[i]];
        }
        const Table table = makeTable(histogram);
        for (std::size_t i = channel; i < image.pixels.size(); i += channels) {
            image.pixels[i] = table[image.pixels[i]];
        }
    }
}

int meanGrey(const Image& image)
{
    std::int64_t sum = 0;
    const auto channels = static_cast<std::size_t>(image.size.channels);
    for (std::size_t i = 0; i < image.pixels.size(); i += channels) {
        sum += channels == 1 ? image.pixels[i] : greyOf(image.pixels.data() + i);
    }
    const auto count = static_cast<double>(image.pixels.size() / channels);
    return static_cast<int>(static_cast<double>(sum) / count + 0.5);
}

std::uint8_t rounded(double value)
{
    return static_cast<std::uint8_t>(std::clamp(static_cast<int>(value + 0.5), 0, 255));
}

struct Hsv
{
    std::uint8_t hue = 0;
    std::uint8_t saturation = 0;
    std::uint8_t value = 0;
};

// The places where a float becomes a double and back are Pillow's: the last bit decides between two levels.
Hsv toHsv(const std::uint8_t* pixel)
{
    const std::uint8_t largest = std::max({pixel[0], pixel[1], pixel[2]});
    const std::uint8_t smallest = std::min({pixel[0], pixel[1], pixel[2]});
    if (largest == smallest) {
        return {0, 0, largest};
    }
    const auto range = static_cast<float>(largest - smallest);
    const float red = static_cast<float>(largest - pixel[0]) / range;
    const float green = static_cast<float>(largest - pixel[1]) / range;
    const float blue = static_cast<float>(largest - pixel[2]) / range;
    float sixths = 0;
    if (pixel[0] == largest) {
        sixths = blue - green;
    } else if (pixel[1] == largest) {
        sixths = static_cast<float>(2.0 + static_cast<double>(red) - static_cast<double>(blue));
    } else {
        sixths = static_cast<float>(4.0 + static_cast<double>(green) - static_cast<double>(red));
    }
    const double turned = static_cast<double>(sixths) / 6.0 + 1.0;
    const auto hue = static_cast<float>(turned >= 1.0 ? turned - 1.0 : turned);
    const float saturation = range / static_cast<float>(largest);
    return {static_cast<std::uint8_t>(static_cast<double>(hue) * 255.0),
            static_cast<std::uint8_t>(static_cast<double>(saturation) * 255.0), largest};
}

void toRgb(const Hsv& colour, std::uint8_t* pixel)
{
    const double sixths = static_cast<double>(colour.hue) * 6.0 / 255.0;
    const int sector = static_cast<int>(sixths);
    const auto rest = static_cast<float>(sixths - sector);
    const auto saturation = static_cast<float>(colour.saturation / 255.0);
    const double value = colour.value;
    const std::uint8_t top = colour.value;
    const std::uint8_t low = rounded(value * (1.0 - static_cast<double>(saturation)));
    const std::uint8_t falling = rounded(value * (1.0 - static_cast<double>(saturation * rest)));
    const std::uint8_t rising =
        rounded(value * (1.0 - static_cast<double>(saturation) * (1.0 - static_cast<double>(rest))));
    const std::uint8_t sectors[6][3] = {{top, rising, low},  {falling, top, low}, {low, top, rising},
                                        {low, falling, top}, {rising, low, top},  {top, low, falling}};
    std::copy_n(sectors[sector % 6], 3, pixel);
}

} // namespace

void adjustBrightness(float factor, Image& image)
{
    lookUp(tableOf([=](int sample) { return blendSample(0, sample, factor); }), image);
}

void adjustContrast(float factor, Image& image)
{
    const int mean = meanGrey(image);
    lookUp(tableOf([=](int sample) { return blendSample(mean, sample, factor); }), image);
}

void adjustSaturation(float factor, Image& image)
{
    if (image.size.channels != 3) {
        return;
    }
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        std::uint8_t* pixel = image.pixels.data() + i;
        const int grey = greyOf(pixel);
        for (int channel = 0; channel < 3; ++channel) {
            pixel[channel] = blendSample(grey, pixel[channel], factor);
        }
    }
}

void adjustHue(double turn, Image& image)
{
    if (image.size.channels != 3) {
        return;
    }
    const auto steps = static_cast<std::uint8_t>(static_cast<int>(turn * 255));
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        std::uint8_t* pixel = image.pixels.data() + i;
        Hsv colour = toHsv(pixel);
        colour.hue = static_cast<std::uint8_t>(colour.hue + steps);
        if (colour.saturation == 0) {
            std::fill_n(pixel, 3, colour.value);
        } else {
            toRgb(colour, pixel);
        }
    }
}

void makeGrey(Image& image)
{
    if (image.size.channels != 3) {
        return;
    }
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        std::uint8_t* pixel = image.pixels.data() + i;
        std::fill_n(pixel, 3, static_cast<std::uint8_t>(greyOf(pixel)));
    }
}

void posterize(int bits, Image& image)
{
    const int mask = 0xff << (8 - std::clamp(bits, 1, 8));
    lookUp(tableOf([=](int sample) { return sample & mask; }), image);
}

void solarize(double threshold, Image& image)
{
    lookUp(tableOf([=](int sample) { return sample < threshold ? sample : 255 - sample; }), image);
}

void autoContrast(Image& image)
{
    lookUpChannels(image, [](const Histogram& histogram) {
        int low = 0;
        int high = 255;
        while (low < 255 && histogram[static_cast<std::size_t>(low)] == 0) {
            ++low;
        }
        while (high > 0 && histogram[static_cast<std::size_t>(high)] == 0) {
            --high;
        }
        const double scale = high > low ? 255.0 / (high - low) : 1;
        const double offset = high > low ? -low * scale : 0;
        return tableOf([=](int sample) { return std::clamp(static_cast<int>(sample * scale + offset), 0, 255); });
    });
}

void equalize(Image& image)
{
    lookUpChannels(image, [](const Histogram& histogram) {
        std::int64_t total = 0;
        std::int64_t last = 0;
        for (const std::int64_t count : histogram) {
            total += count;
            last = count > 0 ? count : last;
        }
        const std::int64_t step = (total - last) / 255;
        if (step == 0) {
            return tableOf([](int sample) { return sample; });
        }
        std::int64_t sum = step / 2;
        return tableOf([&](int sample) {
            const std::int64_t level = std::min<std::int64_t>(sum / step, 255);
            sum += histogram[static_cast<std::size_t>(sample)];
            return level;
        });
    });
}

void invert(Image& image)
{
    lookUp(tableOf([](int sample) { return 255 - sample; }), image);
}

} // namespace saccade
