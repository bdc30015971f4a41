#pragma once

#include <cstring>
#include <utility>

#include "engine/data/image_store.h"

namespace saccade {

/// Images of one size in one piece of memory. Filled once, by write() from any number of threads, each its own
/// indices; afterwards any thread reads.
class PixelBlock final : public ImageStore
{
public:
    PixelBlock(ImageSize size, std::size_t count) : m_size(size), m_count(count), m_bytes(size.bytes() * count) {}

    void write(std::size_t index, ImageView image)
    {
        std::memcpy(m_bytes.data() + index * m_size.bytes(), image.pixels, m_size.bytes());
    }
    [[nodiscard]] std::size_t count() const override { return m_count; }
    [[nodiscard]] ImageView image(std::size_t index) const override
    {
        return {m_size, m_bytes.data() + index * m_size.bytes()};
    }

private:
    ImageSize m_size;
    std::size_t m_count;
    std::vector<std::uint8_t> m_bytes;
};

} // namespace saccade
