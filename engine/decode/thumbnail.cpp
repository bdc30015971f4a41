#include "engine/decode/thumbnail.h"

#include <algorithm>
#include <cstring>

#include "engine/base/instruction_sets.h"
#include "engine/data/data_set.h"
#include "engine/data/image_resize.h"
#include "engine/decode/pixel_conversion.h"

namespace saccade {

namespace {

// What is left for Lanczos to shrink, at least: below this a halved image would look softer.
constexpr int kLeastShrink = 3 * kThumbnailSide;

// means[i]: of the samples i and i + step of two rows. All of them, wanted or not: whole vectors are faster than gaps.
SACCADE_SIMD void meansOfTwoRows(const std::uint8_t* upper, const std::uint8_t* lower, std::size_t count,
                                 std::size_t step, std::uint8_t* means)
{
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned sum = upper[i] + upper[i + step] + lower[i] + lower[i + step];
        means[i] = static_cast<std::uint8_t>((sum + 2U) >> 2U);
    }
}

// Every other pixel.
template <std::size_t Channels>
void keepEven(const std::uint8_t* pixels, std::size_t count, std::uint8_t* out)
{
    for (std::size_t x = 0; x < count; ++x) {
        std::memcpy(out + x * Channels, pixels + 2 * x * Channels, Channels);
    }
}

} // namespace

Image halveImage(ImageView image)
{
    Image out{{image.size.height / 2, image.size.width / 2, image.size.channels}, {}};
    out.pixels.resize(out.size.bytes());
    const auto channels = static_cast<std::size_t>(image.size.channels);
    const std::size_t stride = static_cast<std::size_t>(image.size.width) * channels;
    const auto width = static_cast<std::size_t>(out.size.width);
    std::vector<std::uint8_t> means(stride);
    for (std::size_t y = 0; y < static_cast<std::size_t>(out.size.height); ++y) {
        const std::uint8_t* upper = image.pixels + 2 * y * stride;
        meansOfTwoRows(upper, upper + stride, stride - channels, channels, means.data());
        std::uint8_t* row = out.pixels.data() + y * width * channels;
        channels == 1 ? keepEven<1>(means.data(), width, row) : keepEven<3>(means.data(), width, row);
    }
    return out;
}

Image makeThumbnail(ImageView image)
{
    Image halved;
    const ImageSize whole = image.size;
    const int longer = std::max(whole.height, whole.width);
    if (longer <= kThumbnailSide) {
        return convertChannels(image, whole.channels);
    }
    while (std::max(image.size.height, image.size.width) >= kLeastShrink &&
           std::min(image.size.height, image.size.width) > 1) {
        halved = halveImage(image);
        image = viewOf(halved);
    }
    const auto shrunk = [&](int side) { return std::max(1, (side * kThumbnailSide + longer / 2) / longer); };
    return resizeImage(image, shrunk(whole.height), shrunk(whole.width), ResizeKernel::Lanczos);
}

} // namespace saccade
