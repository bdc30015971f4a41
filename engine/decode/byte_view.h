#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace saccade {

/// Reads numbers out of hostile bytes: beyond the end everything is 0 and isInside() is false.
class ByteView final
{
public:
    explicit ByteView(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] bool isInside(std::size_t at, std::size_t length) const
    {
        return at <= m_bytes.size() && length <= m_bytes.size() - at;
    }
    [[nodiscard]] std::uint32_t u8(std::size_t at) const { return isInside(at, 1) ? m_bytes[at] : 0U; }
    [[nodiscard]] std::uint32_t big16(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }
    [[nodiscard]] std::uint32_t big32(std::size_t at) const { return big16(at) << 16 | big16(at + 2); }
    [[nodiscard]] std::uint32_t little16(std::size_t at) const { return u8(at + 1) << 8 | u8(at); }
    [[nodiscard]] std::uint32_t little32(std::size_t at) const { return little16(at + 2) << 16 | little16(at); }
    [[nodiscard]] bool hasText(std::size_t at, std::string_view text) const
    {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!isInside(at + i, 1) || m_bytes[at + i] != static_cast<std::uint8_t>(text[i])) {
                return false;
            }
        }
        return true;
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

} // namespace saccade
