#include "engine/data/resize_rows_simd.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define SACCADE_AVX2 __attribute__((target("avx2")))
#endif

namespace saccade {

#ifdef SACCADE_AVX2

namespace {

// A weight of 23 bits is split, because the instruction multiplies 16 bits: weight = high * 2^11 + low.
constexpr int kLowBits = 11;
constexpr std::size_t kWords = 16;     // of 16 bits, in a vector
constexpr std::size_t kLoadBytes = 16; // of pixels at once: four of three channels and a bit, or sixteen grey ones
constexpr std::size_t kTapsOfColour = 4;
constexpr std::size_t kTapsOfGrey = 16;

// The weights as the vectors want them: for each span its groups, for each group the low words, then the high ones.
struct Packed
{
    struct Span
    {
        std::size_t pixel = 0; // offset of the first byte in a row
        std::size_t groups = 0;
    };
    std::vector<Span> spans;
    std::vector<std::int16_t> words;
};

// Where tap t of a group stands: colour as (0 1) three times, nothing, (2 3) three times, nothing; grey in order.
std::size_t wordOf(std::size_t tap, std::size_t channel, bool isGrey)
{
    return isGrey ? tap : tap / 2 * 8 + channel * 2 + tap % 2;
}

Packed pack(const LineWeights& weights, int channels)
{
    const bool isGrey = channels == 1;
    const std::size_t taps = isGrey ? kTapsOfGrey : kTapsOfColour;
    Packed packed;
    for (const WeightSpan& span : weights.spans) {
        const auto count = static_cast<std::size_t>(span.count);
        const std::size_t groups = (count + taps - 1) / taps;
        const std::size_t first = packed.words.size();
        packed.spans.push_back({static_cast<std::size_t>(span.first) * static_cast<std::size_t>(channels), groups});
        packed.words.resize(first + groups * 2 * kWords);
        for (std::size_t t = 0; t < count; ++t) {
            const std::int32_t weight = weights.weights[span.weights + t];
            std::int16_t* group = packed.words.data() + first + t / taps * 2 * kWords;
            for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
                const std::size_t word = wordOf(t % taps, c, isGrey);
                group[word] = static_cast<std::int16_t>(weight & ((1 << kLowBits) - 1));
                group[kWords + word] = static_cast<std::int16_t>(weight >> kLowBits);
            }
        }
    }
    return packed;
}

SACCADE_AVX2 __m256i loadWords(const std::int16_t* words)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(words));
}

SACCADE_AVX2 __m128i loadPixels(const std::uint8_t* pixels)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels));
}

// low + high * 2^11, the two halves of the vector added: four sums.
SACCADE_AVX2 __m128i joined(__m256i low, __m256i high)
{
    const __m256i sums = _mm256_add_epi32(low, _mm256_slli_epi32(high, kLowBits));
    return _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

// Rounded, and clipped to 0..255, as the four lowest bytes.
SACCADE_AVX2 std::uint32_t toSamples(__m128i sums)
{
    const __m128i half = _mm_set1_epi32(1 << (kWeightBits - 1));
    const __m128i values = _mm_srai_epi32(_mm_add_epi32(sums, half), kWeightBits);
    const __m128i words = _mm_packs_epi32(values, values);
    return static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_packus_epi16(words, words)));
}

SACCADE_AVX2 void colourRow(const std::uint8_t* in, const Packed& packed, std::uint8_t* out)
{
    // Red of pixels 0 and 1, green, blue; then of pixels 2 and 3; -1 gives a zero.
    const __m256i order = _mm256_setr_epi8(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1, //
                                           6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1);
    const std::int16_t* words = packed.words.data();
    for (const Packed::Span& span : packed.spans) {
        __m256i low = _mm256_setzero_si256();
        __m256i high = _mm256_setzero_si256();
        const std::uint8_t* pixels = in + span.pixel;
        for (std::size_t g = 0; g < span.groups; ++g, words += 2 * kWords, pixels += 3 * kTapsOfColour) {
            const __m256i taps = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(loadPixels(pixels)), order);
            low = _mm256_add_epi32(low, _mm256_madd_epi16(taps, loadWords(words)));
            high = _mm256_add_epi32(high, _mm256_madd_epi16(taps, loadWords(words + kWords)));
        }
        const std::uint32_t samples = toSamples(joined(low, high));
        std::memcpy(out, &samples, 3);
        out += 3;
    }
}

SACCADE_AVX2 void greyRow(const std::uint8_t* in, const Packed& packed, std::uint8_t* out)
{
    const std::int16_t* words = packed.words.data();
    for (const Packed::Span& span : packed.spans) {
        __m256i low = _mm256_setzero_si256();
        __m256i high = _mm256_setzero_si256();
        const std::uint8_t* pixels = in + span.pixel;
        for (std::size_t g = 0; g < span.groups; ++g, words += 2 * kWords, pixels += kTapsOfGrey) {
            const __m256i taps = _mm256_cvtepu8_epi16(loadPixels(pixels));
            low = _mm256_add_epi32(low, _mm256_madd_epi16(taps, loadWords(words)));
            high = _mm256_add_epi32(high, _mm256_madd_epi16(taps, loadWords(words + kWords)));
        }
        __m128i sums = joined(low, high);
        sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, _MM_SHUFFLE(1, 0, 3, 2)));
        sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, _MM_SHUFFLE(2, 3, 0, 1)));
        *out++ = static_cast<std::uint8_t>(toSamples(sums));
    }
}

} // namespace

bool hasVectorRows()
{
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}

void resizeRowsInVectors(ImageView image, const LineWeights& weights, std::uint8_t* out)
{
    const Packed packed = pack(weights, image.size.channels);
    const auto rowOf = image.size.channels == 1 ? greyRow : colourRow;
    const auto height = static_cast<std::size_t>(image.size.height);
    const std::size_t inStride = image.size.bytes() / height;
    const std::size_t outStride = weights.spans.size() * static_cast<std::size_t>(image.size.channels);
    // A group may be read beyond its row, with weights of zero: into the next rows, and after the last ones into zeros.
    const std::size_t spare = kTapsOfGrey + kLoadBytes;
    const std::size_t safeRows = height - std::min(height, spare / inStride + 1);
    for (std::size_t y = 0; y < safeRows; ++y) {
        rowOf(image.pixels + y * inStride, packed, out + y * outStride);
    }
    std::vector<std::uint8_t> padded(inStride + spare);
    for (std::size_t y = safeRows; y < height; ++y) {
        std::copy_n(image.pixels + y * inStride, inStride, padded.data());
        rowOf(padded.data(), packed, out + y * outStride);
    }
}

#else

bool hasVectorRows()
{
    return false;
}

void resizeRowsInVectors(ImageView, const LineWeights&, std::uint8_t*) {}

#endif

} // namespace saccade
