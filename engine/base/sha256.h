#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace saccade {

/// SHA-256 (FIPS 180-4), fed in pieces of any size. About 200 MB/s.
class Sha256 final
{
public:
    void add(std::span<const std::uint8_t> bytes);
    void add(std::string_view text);
    /// Eight bytes, least first: lengths and labels between texts keep "a"+"bc" and "ab"+"c" apart.
    void add(std::uint64_t number);
    /// The digest of all that was added as 64 lower-case hex digits. Ends the object: add nothing after it.
    [[nodiscard]] std::string finishHex();

private:
    void compress(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> m_block{};
    std::uint64_t m_total = 0; // bytes added
};

/// The digest of the bytes as hex.
[[nodiscard]] std::string sha256Hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string sha256Hex(std::string_view text);

} // namespace saccade
