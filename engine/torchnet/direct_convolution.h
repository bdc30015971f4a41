#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace saccade {

/// Values that one instruction takes, at its alignment.
inline constexpr int kLaneCount = 16;
struct alignas(64) LaneBlock
{
    std::array<float, kLaneCount> values{};
};

/// A convolution of one image, ready to run. The image lies in memory with its channels beside each other and a border
/// of zeros wide enough for the window, so that no position is a special case. No LibTorch here: raw memory.
struct DirectConvolution
{
    std::int64_t rows = 0;      ///< of the window
    std::int64_t run = 0;       ///< values of one row of the window: its columns times the channels
    std::int64_t rowStride = 0; ///< of the input, in values
    std::int64_t outChannels = 0;
    int vectors = 1; ///< lane blocks of output channels that are summed together
    int pixels = 1;  ///< positions that are summed together, at most

    std::vector<LaneBlock> weights; ///< [group of vectors][row][value of the run][vector]
    std::vector<LaneBlock> bias;    ///< [group of vectors][vector]

    /// Where each position's window begins in the input, and where it lies in the output and in what is added.
    std::vector<std::int32_t> inputAt;
    std::vector<std::int32_t> outputAt;
    std::vector<std::int32_t> otherAt; ///< empty: nothing is added
    bool isRelu = false;

    [[nodiscard]] std::int64_t groups() const
    {
        return (outChannels + vectors * kLaneCount - 1) / (vectors * kLaneCount);
    }
};

/// Sets `vectors` and `pixels` to what this processor's registers hold; outChannels and inputAt are given. Any thread.
void chooseTile(DirectConvolution& convolution);

/// output = bias + sum of window * weights + other, then perhaps max(0, .). Must not block. Any thread.
void convolve(const DirectConvolution& convolution, const float* input, const float* other, float* output);

} // namespace saccade
