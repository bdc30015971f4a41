#include "engine/base/random.h"

#include <cmath>
#include <numbers>

namespace saccade {

namespace {

constexpr std::uint64_t kGamma = 0x9e3779b97f4a7c15ULL;

// FNV-1a: the stream's name must give the same state on every system.
std::uint64_t hashName(std::string_view name)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : name) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash;
}

} // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t a, std::uint64_t b)
    : m_state(mixBits(mixBits(mixBits(mixBits(seed + kGamma) ^ hashName(name)) + a * kGamma) + b * kGamma))
{}

std::uint64_t RandomStream::next()
{
    m_state += kGamma;
    return mixBits(m_state);
}

double RandomStream::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::int64_t RandomStream::integer(std::int64_t low, std::int64_t high)
{
    // Unsigned, because high - low may not fit into a signed number.
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    if (span == 0) {
        return static_cast<std::int64_t>(next());
    }
    __extension__ using Wide = unsigned __int128;
    const auto offset = static_cast<std::uint64_t>((static_cast<Wide>(next()) * span) >> 64);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

double RandomStream::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

} // namespace saccade
