#include "engine/torchnet/device_augmentation.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/where.h>
#include <algorithm>
#include <cstring>

#include "engine/torchnet/device_memory.h"

namespace saccade {
namespace {

/// One column for each number of a draw, so that a batch's draws reach the device in one copy.
enum Column : std::int64_t
{
    Index,
    Flip,
    ShiftX,
    ShiftY,
    CutoutX,
    CutoutY,
    CutoutSide,
    ErasedX,
    ErasedY,
    ErasedWidth,
    ErasedHeight,
    Columns
};

at::Tensor toTable(std::span<const std::int32_t> indices, std::span<const AugmentationDraw> draws,
                   const c10::Device& device)
{
    const auto count = static_cast<std::int64_t>(draws.size());
    const at::Tensor table = emptyFor(device, {count, Columns}, at::kLong);
    auto* row = table.mutable_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < draws.size(); ++i, row += Columns) {
        const AugmentationDraw& draw = draws[i];
        row[Index] = indices[i];
        row[Flip] = draw.flip ? 1 : 0;
        row[ShiftX] = draw.shiftX;
        row[ShiftY] = draw.shiftY;
        row[CutoutX] = draw.cutoutX;
        row[CutoutY] = draw.cutoutY;
        row[CutoutSide] = draw.cutoutSide;
        row[ErasedX] = draw.erased.left;
        row[ErasedY] = draw.erased.top;
        row[ErasedWidth] = draw.erased.width;
        row[ErasedHeight] = draw.erased.height;
    }
    return sentTo(device, table);
}

/// Mirrors places into 0 .. count-1 without repeating the edge.
at::Tensor reflected(const at::Tensor& places, std::int64_t count)
{
    if (count == 1) {
        return places.mul(0);
    }
    const std::int64_t period = 2 * (count - 1);
    const at::Tensor rest = places.remainder(period);
    return at::where(rest.lt(count), rest, rest.neg().add(period));
}

/// (batch, places): whether each place lies in [first, first + length).
at::Tensor isInside(const at::Tensor& places, const at::Tensor& first, const at::Tensor& length)
{
    return places.ge(first).logical_and(places.lt(first.add(length)));
}

} // namespace

std::optional<DeviceImages> uploadImages(const DataSet& dataSet, const std::array<std::uint8_t, 3>& fill,
                                         const c10::Device& device)
{
    constexpr std::size_t kLargest = std::size_t{4} << 30;
    const ImageSize& size = dataSet.size;
    if (dataSet.count() * size.bytes() > kLargest) {
        return std::nullopt;
    }
    const auto count = static_cast<std::int64_t>(dataSet.count());
    at::Tensor images = at::empty({count, size.height, size.width, size.channels}, at::TensorOptions(at::kByte));
    auto* bytes = images.mutable_data_ptr<std::uint8_t>();
    for (std::size_t i = 0; i < dataSet.count(); ++i, bytes += size.bytes()) {
        std::memcpy(bytes, dataSet.pixels->image(i).pixels, size.bytes());
    }
    return DeviceImages{images.to(device), fill};
}

at::Tensor augmentOnDevice(const DeviceImages& source, std::span<const std::int32_t> indices,
                           std::span<const AugmentationDraw> draws)
{
    const at::Tensor& images = source.images;
    const auto count = static_cast<std::int64_t>(draws.size());
    const std::int64_t height = images.size(1);
    const std::int64_t width = images.size(2);
    const std::int64_t channels = images.size(3);
    const at::Tensor table = toTable(indices, draws, images.device());
    const auto column = [&](Column which) { return table.narrow(1, which, 1); };
    const at::TensorOptions whole = table.options();
    const at::Tensor y = at::arange(height, whole).unsqueeze(0);
    const at::Tensor x = at::arange(width, whole).unsqueeze(0);
    const at::Tensor mirrored = at::where(column(Flip).gt(0), x.neg().add(width - 1), x);
    const at::Tensor rows = reflected(column(ShiftY).add(y), height);
    const at::Tensor columns = reflected(column(ShiftX).add(mirrored), width);
    // One gather over all pixels of all images.
    const at::Tensor lines = column(Index).mul(height).add(rows).mul(width).unsqueeze(2);
    const at::Tensor places = lines.add(columns.unsqueeze(1)).reshape({-1});
    const at::Tensor pixels = images.reshape({-1, channels}).index_select(0, places);
    const auto covered = [&](Column left, Column top, Column across, Column down) {
        return isInside(y, column(top), column(down))
            .unsqueeze(2)
            .logical_and(isInside(x, column(left), column(across)).unsqueeze(1));
    };
    const at::Tensor isCovered = covered(CutoutX, CutoutY, CutoutSide, CutoutSide)
                                     .logical_or(covered(ErasedX, ErasedY, ErasedWidth, ErasedHeight));
    const at::Tensor colour = emptyFor(images.device(), {channels}, at::kByte);
    std::copy_n(source.fill.begin(), channels, colour.mutable_data_ptr<std::uint8_t>());
    return at::where(isCovered.unsqueeze(3), sentTo(images.device(), colour),
                     pixels.reshape({count, height, width, channels}));
}

at::Tensor normaliseOnDevice(const at::Tensor& bytes, const InputLayer& layer, at::ScalarType type)
{
    const auto channels = static_cast<std::size_t>(layer.size.channels);
    const at::Tensor numbers = emptyFor(bytes.device(), {2, layer.size.channels}, at::kFloat);
    auto* number = numbers.mutable_data_ptr<float>();
    for (std::size_t i = 0; i < channels; ++i) {
        const double deviation = layer.normalisation.deviation[i];
        number[i] = static_cast<float>(1.0 / (255.0 * deviation));
        number[channels + i] = static_cast<float>(-layer.normalisation.mean[i] / deviation);
    }
    const at::Tensor there = sentTo(bytes.device(), numbers);
    return bytes.to(at::kFloat).mul(there.select(0, 0)).add(there.select(0, 1)).to(type).permute({0, 3, 1, 2});
}

} // namespace saccade
