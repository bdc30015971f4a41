#include "engine/torchnet/direct_convolution.h"

#include <type_traits>
#include <utility>

#include "engine/base/instruction_sets.h"

#define SACCADE_ALWAYS __attribute__((always_inline))

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SACCADE_HAS_TILE_SETS 1
#else
#define SACCADE_HAS_TILE_SETS 0
#endif

namespace saccade {
namespace {

// As many sums as the compiler still keeps in registers beside the weights.
constexpr int kPixelsOfOne = 14;
constexpr int kPixelsOfTwo = 11;
constexpr int kPixelsOfFour = 5;
constexpr int kPixelsNarrow = 6;

#if SACCADE_HAS_TILE_SETS
#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")
namespace wide {
#include "engine/torchnet/convolution_tiles.h"
} // namespace wide
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace middle {
#include "engine/torchnet/convolution_tiles.h"
} // namespace middle
#pragma GCC pop_options

bool isWide()
{
    static const bool answer = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
                               __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                               __builtin_cpu_supports("fma") != 0;
    return answer;
}
bool isMiddle()
{
    static const bool answer = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
    return answer;
}
#else
bool isWide()
{
    return false;
}
#endif

namespace narrow {
#include "engine/torchnet/convolution_tiles.h"
} // namespace narrow

} // namespace

void chooseTile(DirectConvolution& convolution)
{
    const std::int64_t blocks = (convolution.outChannels + kLaneCount - 1) / kLaneCount;
    const auto positions = static_cast<std::int64_t>(convolution.inputAt.size());
    if (!isWide()) {
        convolution.vectors = 1;
        convolution.pixels = kPixelsNarrow;
    } else if (blocks == 1) {
        convolution.vectors = 1;
        convolution.pixels = kPixelsOfOne;
    } else if (positions >= kPixelsOfTwo || blocks % 4 != 0) {
        convolution.vectors = 2;
        convolution.pixels = kPixelsOfTwo;
    } else {
        convolution.vectors = 4; // few positions: what is read of the weights serves few sums anyway
        convolution.pixels = kPixelsOfFour;
    }
}

void convolve(const DirectConvolution& convolution, const float* input, const float* other, float* output)
{
#if SACCADE_HAS_TILE_SETS
    if (isWide()) {
        switch (convolution.vectors) {
        case 1: return wide::convolveTiles<1, kPixelsOfOne>(convolution, input, other, output);
        case 2: return wide::convolveTiles<2, kPixelsOfTwo>(convolution, input, other, output);
        default: return wide::convolveTiles<4, kPixelsOfFour>(convolution, input, other, output);
        }
    }
    if (isMiddle()) {
        return middle::convolveTiles<1, kPixelsNarrow>(convolution, input, other, output);
    }
#endif
    narrow::convolveTiles<1, kPixelsNarrow>(convolution, input, other, output);
}

} // namespace saccade
