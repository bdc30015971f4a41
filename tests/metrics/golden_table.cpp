#include "tests/metrics/golden_table.h"

#include <algorithm>
#include <cmath>

namespace {

class Noise
{
public:
    explicit Noise(std::uint32_t seed) : m_state(seed) {}
    int below(int limit)
    {
        m_state = m_state * 1664525U + 1013904223U;
        return static_cast<int>(m_state >> 8) % limit;
    }

private:
    std::uint32_t m_state;
};

std::int32_t truthOf(const GoldenSource& source, int drawn)
{
    switch (source.truth) {
    case GoldenTruth::NotFirst: return 1 + drawn % (source.classes - 1);
    case GoldenTruth::OnlyFirst: return 0;
    case GoldenTruth::Any: break;
    }
    return drawn;
}

} // namespace

GoldenTable::GoldenTable(const GoldenSource& source) : classes(source.classes)
{
    Noise noise(source.seed);
    std::vector<int> weights(static_cast<std::size_t>(classes));
    for (int image = 0; image < source.images; ++image) {
        const std::int32_t label = truthOf(source, noise.below(classes));
        int sum = 0;
        for (int each = 0; each < classes; ++each) {
            const int favour = each == label && source.levels > 1 ? 3 : 1;
            weights[static_cast<std::size_t>(each)] = favour * (1 + noise.below(source.levels));
            sum += weights[static_cast<std::size_t>(each)];
        }
        truth.push_back(label);
        for (const int weight : weights) {
            scores.push_back(static_cast<float>(static_cast<double>(weight) / sum));
        }
        const auto row = scores.end() - classes;
        const auto top = std::max_element(row, scores.end());
        predicted.push_back(static_cast<std::int32_t>(top - row));
        confidences.push_back(*top);
    }
}

bool isGolden(double actual, double expected)
{
    return actual == expected || std::abs(actual - expected) <= 1e-12 * std::max(1.0, std::abs(expected));
}
