// The loops of direct_convolution.cpp, which includes this once for each instruction set, inside a namespace of its
// own: the compiler splits vectors for the instruction set that holds where the text stands, before anything is
// inlined.

using Lanes = float __attribute__((vector_size(64)));
using LooseLanes = float __attribute__((vector_size(64), aligned(4), may_alias));

template <typename Body, int... kIndices>
SACCADE_INLINE void unroll(Body& body, std::integer_sequence<int, kIndices...>)
{
    (body(std::integral_constant<int, kIndices>{}), ...);
}

/// Sums of kPixels positions and kVectors blocks of channels, all in registers.
template <int kVectors, int kPixels>
class Tile final
{
public:
    SACCADE_INLINE void compute(const DirectConvolution& convolution, std::int64_t group, const std::int32_t* inputAt,
                                const float* input)
    {
        constexpr int kSteps = kVectors == 1 ? 4 : 1; // hides that the places are read from memory
        const LaneBlock* weights = convolution.weights.data() + group * convolution.rows * convolution.run * kVectors;
        const LaneBlock* bias = convolution.bias.data() + group * kVectors;
        auto start = [&](auto i)
                         SACCADE_ALWAYS { m_sums[i] = *reinterpret_cast<const LooseLanes*>(bias + i % kVectors); };
        unroll(start, All{});
        for (std::int64_t row = 0; row < convolution.rows; ++row) {
            const float* from[kPixels];
            auto place = [&](auto p) SACCADE_ALWAYS { from[p] = input + inputAt[p] + row * convolution.rowStride; };
            unroll(place, std::make_integer_sequence<int, kPixels>{});
            std::int64_t i = 0;
            for (; i + kSteps <= convolution.run; i += kSteps, weights += kSteps * kVectors) {
                add<kSteps>(from, i, weights);
            }
            for (; i < convolution.run; ++i, weights += kVectors) {
                add<1>(from, i, weights);
            }
        }
    }

    SACCADE_INLINE void store(const DirectConvolution& convolution, std::int64_t group, std::int64_t first,
                              const float* other, float* output)
    {
        const std::int64_t channel = group * kVectors * kLaneCount;
        const std::int64_t left = convolution.outChannels - channel;
        auto one = [&](auto i) SACCADE_ALWAYS {
            const std::int64_t pixel = first + i / kVectors;
            const std::int64_t vector = i % kVectors;
            const std::int64_t count = left - vector * kLaneCount;
            const std::int64_t at = channel + vector * kLaneCount;
            float* target = output + convolution.outputAt[static_cast<std::size_t>(pixel)] + at;
            const float* added =
                other == nullptr ? nullptr : other + convolution.otherAt[static_cast<std::size_t>(pixel)] + at;
            if (count >= kLaneCount) {
                if (added != nullptr) {
                    m_sums[i] += *reinterpret_cast<const LooseLanes*>(added);
                }
                const Lanes sum = m_sums[i];
                *reinterpret_cast<LooseLanes*>(target) = convolution.isRelu ? (sum < 0.0F ? Lanes{} : sum) : sum;
            } else if (count > 0) {
                storePart(m_sums[i], added, count, convolution.isRelu, target);
            }
        };
        unroll(one, All{});
    }

private:
    using All = std::make_integer_sequence<int, kPixels * kVectors>;

    template <int kSteps>
    SACCADE_INLINE void add(const float* const (&from)[kPixels], std::int64_t at, const LaneBlock* weights)
    {
        Lanes rows[kSteps * kVectors];
        auto load = [&](auto i) SACCADE_ALWAYS { rows[i] = *reinterpret_cast<const Lanes*>(weights + i); };
        unroll(load, std::make_integer_sequence<int, kSteps * kVectors>{});
        auto multiply = [&](auto i) SACCADE_ALWAYS {
            constexpr int kPixel = i / (kSteps * kVectors);
            constexpr int kStep = i / kVectors % kSteps;
            constexpr int kVector = i % kVectors;
            m_sums[kPixel * kVectors + kVector] += from[kPixel][at + kStep] * rows[kStep * kVectors + kVector];
        };
        unroll(multiply, std::make_integer_sequence<int, kPixels * kSteps * kVectors>{});
    }

    __attribute__((noinline)) static void storePart(const Lanes& sums, const float* added, std::int64_t count,
                                                    bool isRelu, float* target)
    {
        for (std::int64_t c = 0; c < count; ++c) {
            const float sum = sums[c] + (added == nullptr ? 0.0F : added[c]);
            target[c] = isRelu && sum < 0 ? 0.0F : sum;
        }
    }

    Lanes m_sums[kPixels * kVectors];
};

template <int kVectors, int kPixels>
void computeTile(const DirectConvolution& convolution, std::int64_t group, std::int64_t first, const float* input,
                 const float* other, float* output)
{
    Tile<kVectors, kPixels> tile;
    tile.compute(convolution, group, convolution.inputAt.data() + first, input);
    tile.store(convolution, group, first, other, output);
}

using TileFunction = void (*)(const DirectConvolution&, std::int64_t, std::int64_t, const float*, const float*, float*);

template <int kVectors, int... kPixels>
constexpr auto tilesUpTo(std::integer_sequence<int, kPixels...>)
{
    return std::array<TileFunction, sizeof...(kPixels)>{&computeTile<kVectors, kPixels + 1>...};
}

template <int kVectors, int kMost>
void convolveTiles(const DirectConvolution& convolution, const float* input, const float* other, float* output)
{
    static constexpr auto kTiles = tilesUpTo<kVectors>(std::make_integer_sequence<int, kMost>{});
    const auto pixels = static_cast<std::int64_t>(convolution.inputAt.size());
    for (std::int64_t group = 0; group < convolution.groups(); ++group) {
        std::int64_t first = 0;
        for (std::int64_t left = (pixels + kMost - 1) / kMost; left > 0; --left) {
            const std::int64_t count = (pixels - first + left - 1) / left; // tiles of about the same size
            kTiles[static_cast<std::size_t>(count - 1)](convolution, group, first, input, other, output);
            first += count;
        }
    }
}
