#include "engine/data/resize_kernel.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numbers>

namespace saccade {

namespace {

constexpr std::size_t kKept = 16; // rows and columns of input and thumbnail, for images of four sizes

struct Wanted
{
    int from = 0;
    int start = 0;
    int length = 0;
    int to = 0;
    ResizeKernel kernel = ResizeKernel::Bilinear;

    bool operator==(const Wanted&) const = default;
};

struct Kept
{
    Wanted wanted;
    std::shared_ptr<const LineWeights> weights;
};

double triangle(double x)
{
    return std::max(0.0, 1.0 - std::abs(x));
}

double sinc(double x)
{
    if (x == 0.0) {
        return 1.0;
    }
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double lanczos3(double x)
{
    return -3.0 <= x && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0;
}

std::int32_t toFixed(double weight)
{
    return static_cast<std::int32_t>((weight < 0 ? -0.5 : 0.5) + weight * (1 << kWeightBits));
}

LineWeights computeWeights(const Wanted& wanted)
{
    const double scale = static_cast<double>(wanted.length) / wanted.to;
    const double widening = std::max(scale, 1.0);
    const bool isBilinear = wanted.kernel == ResizeKernel::Bilinear;
    const double support = (isBilinear ? 1.0 : 3.0) * widening;
    const double narrowing = 1.0 / widening;
    LineWeights result;
    std::vector<double> line;
    for (int i = 0; i < wanted.to; ++i) {
        const double centre = wanted.start + (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int end = std::min(wanted.from, static_cast<int>(centre + support + 0.5));
        line.clear();
        double sum = 0;
        for (int x = first; x < end; ++x) {
            const double at = (x - centre + 0.5) * narrowing;
            line.push_back(isBilinear ? triangle(at) : lanczos3(at));
            sum += line.back();
        }
        result.spans.push_back({first, end - first, result.weights.size()});
        for (const double weight : line) {
            result.weights.push_back(toFixed(sum != 0 ? weight / sum : weight));
        }
    }
    return result;
}

} // namespace

std::shared_ptr<const LineWeights> lineWeights(int from, int start, int length, int to, ResizeKernel kernel)
{
    thread_local std::deque<Kept> kept; // the newest first
    const Wanted wanted{from, start, length, to, kernel};
    auto found = std::find_if(kept.begin(), kept.end(), [&](const Kept& entry) { return entry.wanted == wanted; });
    if (found == kept.end()) {
        kept.push_front({wanted, std::make_shared<const LineWeights>(computeWeights(wanted))});
        if (kept.size() > kKept) {
            kept.pop_back();
        }
    } else {
        std::rotate(kept.begin(), found, found + 1);
    }
    return kept.front().weights;
}

} // namespace saccade
