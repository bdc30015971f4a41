#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saccade {

/// Height, width and channels of an image; 1 channel is grey, 3 is RGB.
struct ImageSize
{
    int height = 0;
    int width = 0;
    int channels = 3;

    [[nodiscard]] std::size_t bytes() const
    {
        return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
    }
    bool operator==(const ImageSize&) const = default;
};

/// Decoded pixels: rows from the top, pixels from the left, channels interleaved (HWC), no padding between rows.
struct Image
{
    ImageSize size;
    std::vector<std::uint8_t> pixels; ///< size.bytes() values

    [[nodiscard]] bool isEmpty() const { return pixels.empty(); }
    bool operator==(const Image&) const = default;
};

/// Pixels that belong to someone else, who must outlive the view.
struct ImageView
{
    ImageSize size;
    const std::uint8_t* pixels = nullptr;

    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {pixels, size.bytes()}; }
};

[[nodiscard]] inline ImageView viewOf(const Image& image)
{
    return {image.size, image.pixels.data()};
}

} // namespace saccade
