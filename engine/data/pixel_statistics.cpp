#include "engine/data/pixel_statistics.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

// Sums run in 48 lanes (sixteen RGB pixels, 48 grey ones), which the compiler turns into vector instructions.
constexpr std::size_t kLanes = 48;
constexpr std::size_t kLargestRun = 65'536; // 255^2 * 65,536 still fits into 32 bits

struct ChannelSums
{
    std::array<std::uint64_t, 3> plain{};
    std::array<std::uint64_t, 3> squared{};
    std::uint64_t pixels = 0;
};

void addRun(const std::uint8_t* bytes, std::size_t runs, std::size_t channels, ChannelSums& sums)
{
    std::array<std::uint32_t, kLanes> plain{};
    std::array<std::uint32_t, kLanes> squared{};
    for (std::size_t run = 0; run < runs; ++run, bytes += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const std::uint32_t value = bytes[lane];
            plain[lane] += value;
            squared[lane] += value * value;
        }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        sums.plain[lane % channels] += plain[lane];
        sums.squared[lane % channels] += squared[lane];
    }
}

void addImage(ImageView image, ChannelSums& sums)
{
    const auto channels = static_cast<std::size_t>(image.size.channels);
    const std::size_t count = image.size.bytes();
    std::size_t done = 0;
    while (count - done >= kLanes) {
        const std::size_t runs = std::min((count - done) / kLanes, kLargestRun);
        addRun(image.pixels + done, runs, channels, sums);
        done += runs * kLanes;
    }
    for (; done < count; ++done) {
        const std::uint64_t value = image.pixels[done];
        sums.plain[done % channels] += value;
        sums.squared[done % channels] += value * value;
    }
    sums.pixels += count / channels;
}

} // namespace

Normalisation computeNormalisation(const DataSet& dataSet, const std::vector<std::int32_t>& indices)
{
    ChannelSums sums;
    for (const std::int32_t index : indices) {
        addImage(dataSet.pixels->image(static_cast<std::size_t>(index)), sums);
    }
    Normalisation result;
    if (sums.pixels == 0) {
        return result;
    }
    constexpr double kSmallest = 1e-3;
    const auto n = static_cast<double>(sums.pixels);
    for (std::size_t c = 0; c < static_cast<std::size_t>(dataSet.size.channels); ++c) {
        // n * sum(x^2) - sum(x)^2 in whole numbers: no cancellation.
        __extension__ using Wide = unsigned __int128;
        const Wide spread =
            static_cast<Wide>(sums.pixels) * sums.squared[c] - static_cast<Wide>(sums.plain[c]) * sums.plain[c];
        result.mean[c] = static_cast<double>(sums.plain[c]) / n / 255.0;
        result.deviation[c] = std::max(kSmallest, std::sqrt(static_cast<double>(spread)) / n / 255.0);
    }
    return result;
}

} // namespace saccade
