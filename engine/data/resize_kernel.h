#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace saccade {

enum class ResizeKernel
{
    Bilinear, ///< the one for what the network sees
    Lanczos   ///< for thumbnails
};

// 32 bits, less 8 for the sample and 2 for the sign and what kernels with negative lobes add.
inline constexpr int kWeightBits = 32 - 8 - 2;

/// The weights of one output sample: it sees `count` input samples from `first` on.
struct WeightSpan
{
    int first = 0;
    int count = 0;
    std::size_t weights = 0; ///< where they begin in LineWeights::weights
};

/// How the samples of a line become those of another line; weights of kWeightBits fractional bits.
struct LineWeights
{
    std::vector<WeightSpan> spans;
    std::vector<std::int32_t> weights;
};

/// Of a line of `from` samples, `length` from `start` on become `to`. Pillow's Image.resize() up to 12: the kernel
/// widens with the reduction, is cut at the line's ends, sums to one. The last ones asked for on a thread are kept:
/// photographs of one camera share theirs, and Lanczos is slow to compute.
[[nodiscard]] std::shared_ptr<const LineWeights> lineWeights(int from, int start, int length, int to,
                                                             ResizeKernel kernel);

} // namespace saccade
