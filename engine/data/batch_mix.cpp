#include "engine/data/batch_mix.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/base/random.h"

namespace saccade {

namespace {

constexpr int kShareBits = 16;
constexpr double kShareOne = 1 << kShareBits;

/// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000;
/// below 1 with their boost.
double drawGamma(double alpha, RandomStream& random)
{
    if (alpha < 1) {
        const double boost = std::pow(1 - random.uniform(), 1 / alpha);
        return drawGamma(alpha + 1, random) * boost;
    }
    const double d = alpha - 1.0 / 3.0;
    const double c = 1 / std::sqrt(9 * d);
    while (true) {
        const double x = random.normal();
        const double v = std::pow(1 + c * x, 3);
        if (v > 0 && std::log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) {
            return d * v;
        }
    }
}

/// Beta(alpha, alpha) in steps that pixels and labels share.
double drawShare(double alpha, RandomStream& random)
{
    const double own = drawGamma(alpha, random);
    const double other = drawGamma(alpha, random);
    const double coin = random.uniform() < 0.5 ? 0 : 1; // where a tiny alpha leaves nothing of either
    const double share = own + other > 0 ? own / (own + other) : coin;
    return std::round(share * kShareOne) / kShareOne;
}

BatchMix drawCutmix(double alpha, ImageSize size, RandomStream& random)
{
    const double half = 0.5 * std::sqrt(1 - drawShare(alpha, random));
    const auto x = static_cast<int>(random.integer(0, size.width - 1));
    const auto y = static_cast<int>(random.integer(0, size.height - 1));
    const int left = std::max(x - static_cast<int>(half * size.width), 0);
    const int top = std::max(y - static_cast<int>(half * size.height), 0);
    const int width = std::min(x + static_cast<int>(half * size.width), size.width) - left;
    const int height = std::min(y + static_cast<int>(half * size.height), size.height) - top;
    const double area = static_cast<double>(width) * height / (static_cast<double>(size.width) * size.height);
    return {MixKind::Cutmix,
            1 - area,
            {static_cast<std::int16_t>(left), static_cast<std::int16_t>(top), static_cast<std::int16_t>(width),
             static_cast<std::int16_t>(height)}};
}

} // namespace

BatchMix drawMix(const AugmentationSettings& settings, ImageSize size, std::uint64_t seed, std::int64_t step)
{
    if (settings.mixup <= 0 && settings.cutmix <= 0) {
        return {};
    }
    RandomStream random(seed, "mix", static_cast<std::uint64_t>(step));
    const bool coin = random.uniform() < 0.5;
    if (settings.cutmix > 0 && (coin || settings.mixup <= 0)) {
        return drawCutmix(settings.cutmix, size, random);
    }
    return {MixKind::Mixup, drawShare(settings.mixup, random), {}};
}

void mixPixels(const BatchMix& mix, ImageSize size, const std::uint8_t* other, std::uint8_t* pixels)
{
    if (mix.kind == MixKind::Mixup) {
        const auto own = static_cast<std::uint32_t>(std::lround(mix.share * kShareOne));
        const std::uint32_t rest = (1U << kShareBits) - own;
        const std::size_t bytes = size.bytes();
        for (std::size_t i = 0; i < bytes; ++i) {
            pixels[i] =
                static_cast<std::uint8_t>((pixels[i] * own + other[i] * rest + (1U << (kShareBits - 1))) >> kShareBits);
        }
    } else if (mix.kind == MixKind::Cutmix) {
        const auto channels = static_cast<std::size_t>(size.channels);
        const std::size_t bytes = static_cast<std::size_t>(mix.box.width) * channels;
        for (int row = mix.box.top; row < mix.box.top + mix.box.height; ++row) {
            const std::size_t at = (static_cast<std::size_t>(row) * static_cast<std::size_t>(size.width) +
                                    static_cast<std::size_t>(mix.box.left)) *
                                   channels;
            std::memcpy(pixels + at, other + at, bytes);
        }
    }
}

void mixBatch(const BatchMix& mix, ImageSize size, std::size_t count, std::uint8_t* pixels)
{
    if (mix.kind == MixKind::None || count < 2) {
        return;
    }
    const std::size_t bytes = size.bytes();
    // From the end, so that each image still finds the one before it as it was;
    // the first needs the last.
    const std::vector<std::uint8_t> last(pixels + (count - 1) * bytes, pixels + count * bytes);
    for (std::size_t i = count - 1; i > 0; --i) {
        mixPixels(mix, size, pixels + (i - 1) * bytes, pixels + i * bytes);
    }
    mixPixels(mix, size, last.data(), pixels);
}

} // namespace saccade
