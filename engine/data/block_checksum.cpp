#include "engine/data/block_checksum.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <thread>

namespace saccade {

namespace {

// Odd, so that multiplying loses nothing; their bits are the golden ratio's and two of its relatives.
constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15ULL;
constexpr std::array<std::uint64_t, 4> kSeeds{0xbf58476d1ce4e5b9ULL, 0x94d049bb133111ebULL, 0xd6e8feb86659fd93ULL,
                                              0xa0761d6478bd642fULL};

// One to one in either argument: a difference never disappears. The turn keeps high bits from cancelling each other.
std::uint64_t mixed(std::uint64_t state, std::uint64_t word)
{
    return std::rotl(state ^ word, 29) * kStep;
}

} // namespace

std::uint64_t blockChecksum(std::span<const std::uint8_t> block)
{
    constexpr std::size_t kStripe = 32;
    std::array<std::uint64_t, 4> lanes = kSeeds; // four, because a multiplication takes four cycles
    std::array<std::uint64_t, 4> words{};
    std::size_t at = 0;
    for (; block.size() - at >= kStripe; at += kStripe) {
        std::memcpy(words.data(), block.data() + at, kStripe);
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            lanes[i] = mixed(lanes[i], words[i]);
        }
    }
    words = {};
    std::copy(block.begin() + static_cast<std::ptrdiff_t>(at), block.end(),
              reinterpret_cast<std::uint8_t*>(words.data()));
    std::uint64_t sum = block.size();
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        sum = mixed(mixed(sum, lanes[i]), words[i]);
    }
    return sum;
}

std::span<const std::uint8_t> blockAt(std::span<const std::uint8_t> bytes, std::size_t index)
{
    const std::size_t first = index * kChecksumBlock;
    return bytes.subspan(first, std::min(kChecksumBlock, bytes.size() - first));
}

std::vector<std::uint64_t> blockChecksums(std::span<const std::uint8_t> bytes)
{
    std::vector<std::uint64_t> checksums(checksumCount(bytes.size()));
    for (std::size_t i = 0; i < checksums.size(); ++i) {
        checksums[i] = blockChecksum(blockAt(bytes, i));
    }
    return checksums;
}

bool haveChecksums(std::span<const std::uint8_t> bytes, const std::vector<std::uint64_t>& checksums,
                   const std::stop_token& stop)
{
    if (checksums.size() != checksumCount(bytes.size())) {
        return false;
    }
    std::atomic<std::size_t> next{0};
    std::atomic<bool> isGood{true};
    const auto check = [&] {
        for (std::size_t i = next++; i < checksums.size() && isGood; i = next++) {
            if (stop.stop_requested() || blockChecksum(blockAt(bytes, i)) != checksums[i]) {
                isGood = false;
            }
        }
    };
    {
        const std::jthread second(check);
        check();
    }
    return isGood;
}

} // namespace saccade
