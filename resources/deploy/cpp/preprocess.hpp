// From the bytes of an image file to the numbers that the network was trained on. Every step is the training program's
// own, sample for sample: decode, turn upright, put over white, resize, order of channels. Needs OpenCV 4.5.4 or newer.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

namespace deploy {

// What the network takes. resize: "squash" stretches the whole image, "pad" keeps its proportion on the middle grey,
// "crop" takes the middle.
struct InputContract
{
    int height = 0;
    int width = 0;
    int channels = 3; // 3: red, green, blue; 1: grey
    std::string resize = "squash";
};

// 8 bits, channels interleaved, rows without padding.
struct Pixels
{
    int height = 0;
    int width = 0;
    int channels = 0;
    std::vector<std::uint8_t> samples;
};

struct Box
{
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

// ---- decode

inline unsigned toByte(unsigned value, unsigned most)
{
    return most == 255 ? value : (value * 255U + most / 2) / most;
}

// OpenCV's blue, green, red, alpha become red, green, blue over white; grey stays grey.
template <typename Sample>
Pixels overWhite(const cv::Mat& image, unsigned most)
{
    const int stored = image.channels();
    Pixels out{image.rows, image.cols, stored == 1 ? 1 : 3, {}};
    out.samples.reserve(static_cast<std::size_t>(image.rows) * static_cast<std::size_t>(image.cols) *
                        static_cast<std::size_t>(out.channels));
    for (int y = 0; y < image.rows; ++y) {
        const Sample* pixel = image.ptr<Sample>(y);
        for (int x = 0; x < image.cols; ++x, pixel += stored) {
            const unsigned alpha = stored == 4 ? toByte(pixel[3], most) : 255U;
            for (int c = out.channels - 1; c >= 0; --c) {
                const unsigned value = toByte(pixel[c], most) * alpha + 255U * (255U - alpha);
                out.samples.push_back(static_cast<std::uint8_t>((value + 127U) / 255U));
            }
        }
    }
    return out;
}

inline bool isJpeg(const std::vector<std::uint8_t>& file)
{
    return file.size() > 2 && file[0] == 0xFF && file[1] == 0xD8;
}

// Only JPEG files are turned by OpenCV, and only when it may convert; the others keep their alpha and their depth.
inline Pixels decode(const std::vector<std::uint8_t>& file)
{
    const cv::Mat image = cv::imdecode(file, isJpeg(file) ? cv::IMREAD_ANYCOLOR : cv::IMREAD_UNCHANGED);
    if (image.empty() || image.channels() == 2 || (image.depth() != CV_8U && image.depth() != CV_16U)) {
        throw std::runtime_error("not an image that OpenCV reads");
    }
    return image.depth() == CV_16U ? overWhite<std::uint16_t>(image, 65535) : overWhite<std::uint8_t>(image, 255);
}

// Grey is repeated; colour becomes grey by the weights of ITU-R 601.
inline Pixels withChannels(const Pixels& image, int channels)
{
    if (image.channels == channels) {
        return image;
    }
    Pixels out{image.height, image.width, channels, {}};
    for (std::size_t i = 0; i < image.samples.size(); i += static_cast<std::size_t>(image.channels)) {
        const std::uint8_t* pixel = image.samples.data() + i;
        if (channels == 1) {
            const unsigned sum = 19595U * pixel[0] + 38470U * pixel[1] + 7471U * pixel[2] + 32768U;
            out.samples.push_back(static_cast<std::uint8_t>(sum >> 16U));
        } else {
            out.samples.insert(out.samples.end(), 3, pixel[0]);
        }
    }
    return out;
}

// ---- resize

// Output sample i of a line sees `weights.size()` input samples from `first` on.
struct Window
{
    int first = 0;
    std::vector<std::int32_t> weights; // of 22 fractional bits, their sum is one
};

constexpr int kWeightBits = 22;

// A triangle as wide as the reduction: Pillow's bilinear filter, in its own fixed-point numbers.
inline std::vector<Window> windows(int from, int start, int length, int to)
{
    const double scale = static_cast<double>(length) / to;
    const double widening = std::max(scale, 1.0);
    const double narrowing = 1.0 / widening;
    std::vector<Window> all;
    for (int i = 0; i < to; ++i) {
        const double centre = start + (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - widening + 0.5));
        const int end = std::min(from, static_cast<int>(centre + widening + 0.5));
        std::vector<double> line;
        double sum = 0;
        for (int x = first; x < end; ++x) {
            line.push_back(std::max(0.0, 1.0 - std::abs((x - centre + 0.5) * narrowing)));
            sum += line.back();
        }
        Window window{first, {}};
        for (const double weight : line) {
            const double share = sum != 0 ? weight / sum : weight;
            window.weights.push_back(static_cast<std::int32_t>(0.5 + share * (1 << kWeightBits)));
        }
        all.push_back(std::move(window));
    }
    return all;
}

// Lines of `step` apart samples; rounded to 8 bits, as Pillow does after each of its two passes.
inline std::uint8_t weighted(const std::uint8_t* samples, std::size_t step, const Window& window)
{
    std::int32_t sum = 1 << (kWeightBits - 1);
    for (std::size_t i = 0; i < window.weights.size(); ++i) {
        sum += samples[i * step] * window.weights[i];
    }
    return static_cast<std::uint8_t>(std::clamp(sum >> kWeightBits, 0, 255));
}

inline Pixels resizeRows(const Pixels& image, const std::vector<Window>& columns)
{
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t stride = static_cast<std::size_t>(image.width) * channels;
    Pixels out{image.height, static_cast<int>(columns.size()), image.channels, {}};
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        for (const Window& window : columns) {
            const std::uint8_t* first =
                image.samples.data() + y * stride + static_cast<std::size_t>(window.first) * channels;
            for (std::size_t c = 0; c < channels; ++c) {
                out.samples.push_back(weighted(first + c, channels, window));
            }
        }
    }
    return out;
}

inline Pixels resizeColumns(const Pixels& image, const std::vector<Window>& rows)
{
    const std::size_t stride = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
    Pixels out{static_cast<int>(rows.size()), image.width, image.channels, {}};
    for (const Window& window : rows) {
        const std::uint8_t* first = image.samples.data() + static_cast<std::size_t>(window.first) * stride;
        for (std::size_t x = 0; x < stride; ++x) {
            out.samples.push_back(weighted(first + x, stride, window));
        }
    }
    return out;
}

// `box` of the image becomes height x width; at its edges the filter sees the pixels around it.
inline Pixels resize(const Pixels& image, const Box& box, int height, int width)
{
    Pixels out = image;
    if (width != image.width || box.width != image.width) {
        out = resizeRows(out, windows(image.width, box.left, box.width, width));
    }
    if (height != image.height || box.height != image.height) {
        out = resizeColumns(out, windows(image.height, box.top, box.height, height));
    }
    return out;
}

// The largest box of the proportion width : height in the middle of an outer one.
inline Box middle(int outerWidth, int outerHeight, int width, int height)
{
    const auto scaled = [](std::int64_t a, std::int64_t b, std::int64_t c) {
        return static_cast<int>(std::max<std::int64_t>(1, (2 * a * b + c) / (2 * c)));
    };
    Box box{0, 0, outerWidth, outerHeight};
    if (std::int64_t{outerWidth} * height >= std::int64_t{outerHeight} * width) {
        box.width = std::min(outerWidth, scaled(outerHeight, width, height));
    } else {
        box.height = std::min(outerHeight, scaled(outerWidth, height, width));
    }
    box.left = (outerWidth - box.width) / 2;
    box.top = (outerHeight - box.height) / 2;
    return box;
}

inline Pixels onGrey(const Pixels& image, const Box& target, const InputContract& input)
{
    constexpr std::uint8_t kMiddleGrey = 128;
    const auto channels = static_cast<std::size_t>(image.channels);
    const auto width = static_cast<std::size_t>(input.width);
    Pixels out{input.height, input.width, image.channels,
               std::vector<std::uint8_t>(static_cast<std::size_t>(input.height) * width * channels, kMiddleGrey)};
    const std::size_t stride = static_cast<std::size_t>(target.width) * channels;
    for (std::size_t y = 0; y < static_cast<std::size_t>(target.height); ++y) {
        const std::size_t row = static_cast<std::size_t>(target.top) + y;
        const std::size_t at = (row * width + static_cast<std::size_t>(target.left)) * channels;
        std::copy_n(image.samples.begin() + static_cast<std::ptrdiff_t>(y * stride), stride,
                    out.samples.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

inline Pixels fit(const Pixels& decoded, const InputContract& input)
{
    const Pixels image = withChannels(decoded, input.channels);
    const Box whole{0, 0, image.width, image.height};
    if (input.resize == "pad") {
        const Box target = middle(input.width, input.height, image.width, image.height);
        return onGrey(resize(image, whole, target.height, target.width), target, input);
    }
    const Box box = input.resize == "crop" ? middle(image.width, image.height, input.width, input.height) : whole;
    return resize(image, box, input.height, input.width);
}

// ---- what the network reads: 1 x channels x height x width, float 0 to 255; it normalises by itself

inline cv::Mat networkInput(const Pixels& image)
{
    const int sizes[] = {1, image.channels, image.height, image.width};
    cv::Mat blob(4, sizes, CV_32F);
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t area = image.samples.size() / channels;
    float* out = blob.ptr<float>();
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < area; ++i) {
            *out++ = static_cast<float>(image.samples[i * channels + c]);
        }
    }
    return blob;
}

inline cv::Mat networkInput(const std::vector<std::uint8_t>& file, const InputContract& input)
{
    return networkInput(fit(decode(file), input));
}

} // namespace deploy
