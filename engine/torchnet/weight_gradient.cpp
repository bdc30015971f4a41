#include "engine/torchnet/weight_gradient.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <algorithm>
#include <cstring>

#include "engine/torchnet/transpose.h"

namespace saccade {
namespace {

constexpr std::int64_t kSmallestProduct = 64 * 256; // channels in times channels out

/// Images lie below each other in one tall picture, `padding` empty rows before each and after the last, so that a
/// kernel row is a shift by whole picture rows. Every pixel of it holds the `kernel` neighbours of its row.
struct Picture
{
    std::int64_t images, height, width, channels; // of the input
    std::int64_t kernel, padding;
    std::int64_t outHeight, outWidth;

    [[nodiscard]] std::int64_t pitch() const { return height + padding; }      // rows from image to image
    [[nodiscard]] std::int64_t rows() const { return images * pitch(); }       // that a kernel row meets
    [[nodiscard]] std::int64_t allRows() const { return rows() + kernel - 1; } // with the shifts
    [[nodiscard]] std::int64_t values() const { return kernel * channels; }    // of one pixel
};

/// One pixel of a picture row: neighbours outside the image are zero.
void gatherPixel(const Picture& picture, const Bf16* sourceRow, std::int64_t x, Bf16* target)
{
    const std::int64_t first = x - picture.padding;
    const std::int64_t before = std::clamp<std::int64_t>(-first, 0, picture.kernel);
    const std::int64_t after = std::clamp<std::int64_t>(first + picture.kernel - picture.width, 0, picture.kernel);
    const std::int64_t inside = std::max<std::int64_t>(0, picture.kernel - before - after);
    const auto bytes = [&](std::int64_t pixels) {
        return static_cast<std::size_t>(pixels * picture.channels) * sizeof(Bf16);
    };
    std::memset(target, 0, bytes(before));
    std::memcpy(target + before * picture.channels, sourceRow + (first + before) * picture.channels, bytes(inside));
    std::memset(target + (before + inside) * picture.channels, 0, bytes(picture.kernel - before - inside));
}

at::Tensor gatherPicture(const Picture& picture, const at::Tensor& input)
{
    const std::int64_t rowValues = picture.outWidth * picture.values();
    at::Tensor gathered = at::empty({picture.allRows() * picture.outWidth, picture.values()}, input.options());
    auto* target = static_cast<Bf16*>(gathered.mutable_data_ptr());
    const auto* source = static_cast<const Bf16*>(input.const_data_ptr());
    for (std::int64_t row = 0; row < picture.allRows(); ++row, target += rowValues) {
        const std::int64_t image = row / picture.pitch();
        const std::int64_t y = row % picture.pitch() - picture.padding;
        if (image >= picture.images || y < 0) {
            std::memset(target, 0, static_cast<std::size_t>(rowValues) * sizeof(Bf16));
            continue;
        }
        const Bf16* sourceRow = source + (image * picture.height + y) * picture.width * picture.channels;
        for (std::int64_t x = 0; x < picture.outWidth; ++x) {
            gatherPixel(picture, sourceRow, x, target + x * picture.values());
        }
    }
    return gathered;
}

/// The output's gradient as channels x picture pixels, zero where the picture has rows between images.
at::Tensor transposeGradient(const Picture& picture, const at::Tensor& gradient)
{
    const std::int64_t channels = gradient.size(1);
    const std::int64_t pixels = picture.rows() * picture.outWidth;
    const std::int64_t imagePixels = picture.outHeight * picture.outWidth;
    const std::int64_t gap = picture.pitch() * picture.outWidth - imagePixels;
    at::Tensor transposed = at::empty({channels, pixels}, gradient.options());
    auto* target = static_cast<Bf16*>(transposed.mutable_data_ptr());
    const auto* source = static_cast<const Bf16*>(gradient.const_data_ptr());
    for (std::int64_t image = 0; image < picture.images; ++image) {
        Bf16* corner = target + image * picture.pitch() * picture.outWidth;
        transpose(source + image * imagePixels * channels, imagePixels, channels, corner, pixels);
        for (std::int64_t channel = 0; channel < channels; ++channel) {
            std::memset(corner + channel * pixels + imagePixels, 0, static_cast<std::size_t>(gap) * sizeof(Bf16));
        }
    }
    return transposed;
}

/// The processor multiplies bf16 tiles: elsewhere the convolution's own kernel is not known to be slower.
bool hasTiles()
{
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    return __builtin_cpu_supports("amx-bf16") != 0;
#else
    return false;
#endif
}

} // namespace

bool prefersProducts(const Conv2dLayer& layer, const at::Tensor& input)
{
    return hasTiles() && input.device().is_cpu() && input.scalar_type() == at::kBFloat16 && layer.stride == 1 &&
           layer.groups == 1 && layer.padding < layer.kernel && input.size(1) * layer.outChannels >= kSmallestProduct;
}

at::Tensor computeWeightGradient(const Conv2dLayer& layer, const at::Tensor& input, const at::Tensor& gradient)
{
    const Picture picture{input.size(0), input.size(2), input.size(3),    input.size(1),
                          layer.kernel,  layer.padding, gradient.size(2), gradient.size(3)};
    const at::Tensor gathered = gatherPicture(picture, input.contiguous(at::MemoryFormat::ChannelsLast));
    const at::Tensor transposed = transposeGradient(picture, gradient.contiguous(at::MemoryFormat::ChannelsLast));
    at::Tensor result = at::empty({layer.outChannels, picture.kernel, picture.kernel, picture.channels},
                                  input.options().memory_format(std::nullopt));
    for (std::int64_t kernelRow = 0; kernelRow < picture.kernel; ++kernelRow) {
        const at::Tensor shifted = gathered.narrow(0, kernelRow * picture.outWidth, picture.rows() * picture.outWidth);
        result.select(1, kernelRow).copy_(at::mm(transposed, shifted).view({layer.outChannels, picture.kernel, -1}));
    }
    return result.permute({0, 3, 1, 2});
}

} // namespace saccade
