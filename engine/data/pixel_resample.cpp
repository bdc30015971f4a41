#include "engine/data/pixel_resample.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

constexpr int kFractionBits = 22; // 32 bits, less 8 for the sample and 2 for sign and rounding
constexpr std::int32_t kHalf = 1 << (kFractionBits - 1);

std::uint8_t toByte(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> kFractionBits, 0, 255));
}

ResampleKernel makeKernel(int from, int to)
{
    const double scale = static_cast<double>(from) / to;
    const double widening = std::max(scale, 1.0);
    ResampleKernel kernel;
    std::vector<double> line;
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - widening + 0.5));
        const int end = std::min(from, static_cast<int>(centre + widening + 0.5));
        line.clear();
        double sum = 0;
        for (int x = first; x < end; ++x) {
            line.push_back(std::max(0.0, 1.0 - std::abs((x - centre + 0.5) * (1.0 / widening))));
            sum += line.back();
        }
        kernel.spans.push_back({first, end - first, kernel.weights.size()});
        for (const double weight : line) {
            kernel.weights.push_back(static_cast<std::int32_t>(0.5 + weight / sum * (1 << kFractionBits)));
        }
    }
    return kernel;
}

template <int Channels>
void resampleRow(const std::uint8_t* in, const ResampleKernel& kernel, std::uint8_t* out)
{
    for (const ResampleKernel::Span& span : kernel.spans) {
        const std::int32_t* weights = kernel.weights.data() + span.weights;
        const std::uint8_t* pixel = in + span.first * Channels;
        std::array<std::int32_t, Channels> sums;
        sums.fill(kHalf);
        for (int i = 0; i < span.count; ++i, pixel += Channels) {
            for (int c = 0; c < Channels; ++c) {
                sums[static_cast<std::size_t>(c)] += pixel[c] * weights[i];
            }
        }
        out = std::transform(sums.begin(), sums.end(), out, toByte);
    }
}

// In strips of values that lie beside each other, so that their sums stay in registers.
void resampleColumns(const std::uint8_t* in, const ResampleKernel& kernel, std::size_t width, std::uint8_t* out)
{
    constexpr std::size_t kStrip = 64;
    std::array<std::int32_t, kStrip> sums;
    for (const ResampleKernel::Span& span : kernel.spans) {
        for (std::size_t left = 0; left < width; left += kStrip) {
            const std::size_t count = std::min(kStrip, width - left);
            sums.fill(kHalf);
            for (int i = 0; i < span.count; ++i) {
                const std::uint8_t* row = in + static_cast<std::size_t>(span.first + i) * width + left;
                const std::int32_t weight = kernel.weights[span.weights + static_cast<std::size_t>(i)];
                for (std::size_t c = 0; c < count; ++c) {
                    sums[c] += row[c] * weight;
                }
            }
            out = std::transform(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count), out, toByte);
        }
    }
}

} // namespace

PixelResampler::PixelResampler(ImageSize from, ImageSize to)
    : m_from(from), m_to(to), m_across(makeKernel(from.width, to.width)), m_down(makeKernel(from.height, to.height))
{}

void PixelResampler::run(const std::uint8_t* source, std::size_t stride, std::vector<std::uint8_t>& rows,
                         std::uint8_t* destination) const
{
    const auto width = static_cast<std::size_t>(m_to.width) * static_cast<std::size_t>(m_to.channels);
    rows.resize(static_cast<std::size_t>(m_from.height) * width);
    for (int row = 0; row < m_from.height; ++row) {
        const std::uint8_t* in = source + static_cast<std::size_t>(row) * stride;
        std::uint8_t* out = rows.data() + static_cast<std::size_t>(row) * width;
        m_to.channels == 1 ? resampleRow<1>(in, m_across, out) : resampleRow<3>(in, m_across, out);
    }
    resampleColumns(rows.data(), m_down, width, destination);
}

} // namespace saccade
