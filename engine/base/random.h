#pragma once

#include <cstdint>
#include <string_view>

namespace saccade {

/// Mixes 64 bits so that every input bit reaches every output bit (the finaliser of SplitMix64,
/// Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
[[nodiscard]] constexpr std::uint64_t mixBits(std::uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
    return bits ^ (bits >> 31);
}

/// A named stream of random numbers: a pure function of (seed, name, a, b), so that what is drawn for an image does not
/// depend on which thread draws it, or on what was drawn before. Cheap to make: make one for each image.
class RandomStream final
{
public:
    RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t a = 0, std::uint64_t b = 0);

    /// 64 uniform bits.
    std::uint64_t next();
    /// Uniform in [0, 1), 53 bits.
    double uniform();
    /// Uniform integer in [low, high], both inclusive, low <= high. Bias below 2^-32.
    std::int64_t integer(std::int64_t low, std::int64_t high);
    /// Standard normal (Box-Muller).
    double normal();

private:
    std::uint64_t m_state;
};

} // namespace saccade
