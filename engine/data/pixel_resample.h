#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/image.h"

namespace saccade {

/// One side of an image enlarged or reduced: which inputs each output reads, and their weights.
struct ResampleKernel
{
    struct Span
    {
        int first = 0;
        int count = 0;
        std::size_t weights = 0; ///< where they begin
    };
    std::vector<Span> spans;
    std::vector<std::int32_t> weights; ///< times 2^22
};

/// The antialiased bilinear resize() of Pillow up to 12, for many images of one size: first each row, then each
/// column, each rounded to bytes. Any thread, also several at once.
class PixelResampler final
{
public:
    /// Both sizes have the same number of channels, 1 or 3.
    PixelResampler(ImageSize from, ImageSize to);

    [[nodiscard]] ImageSize target() const { return m_to; }
    /// `stride` bytes lie between the source's rows. `rows` is memory to work in. Writes target().bytes() values.
    void run(const std::uint8_t* source, std::size_t stride, std::vector<std::uint8_t>& rows,
             std::uint8_t* destination) const;

private:
    ImageSize m_from;
    ImageSize m_to;
    ResampleKernel m_across;
    ResampleKernel m_down;
};

} // namespace saccade
