#pragma once

#include <cstdint>
#include <cstring>
#include <span>

#include "engine/base/result.h"

namespace saccade {

/// Bytes from front to back. One thread.
class ByteStream
{
public:
    virtual ~ByteStream() = default;

    /// Fills `out`; fewer bytes only at the end. Errors are the implementation's. Blocks.
    virtual Result<std::size_t> read(std::span<std::uint8_t> out) = 0;
    /// No stream gives more in all, so that a claim beyond it is a lie and nothing needs to be allocated for it.
    [[nodiscard]] virtual std::uint64_t mostBytes() const = 0;
};

/// Bytes that lie in memory, which must outlive the stream.
class MemoryStream final : public ByteStream
{
public:
    explicit MemoryStream(std::span<const std::uint8_t> bytes) : m_left(bytes), m_most(bytes.size()) {}

    Result<std::size_t> read(std::span<std::uint8_t> out) override
    {
        const std::size_t given = out.size() < m_left.size() ? out.size() : m_left.size();
        if (given > 0) {
            std::memcpy(out.data(), m_left.data(), given);
        }
        m_left = m_left.subspan(given);
        return given;
    }
    [[nodiscard]] std::uint64_t mostBytes() const override { return m_most; }

private:
    std::span<const std::uint8_t> m_left;
    const std::uint64_t m_most;
};

} // namespace saccade
