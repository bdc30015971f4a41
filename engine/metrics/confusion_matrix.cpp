#include "engine/metrics/confusion_matrix.h"

#include <algorithm>
#include <numeric>

namespace saccade {

namespace {

std::size_t cell(int classCount, int row, int column)
{
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(classCount) + static_cast<std::size_t>(column);
}

} // namespace

ConfusionMatrix::ConfusionMatrix(int classCount) : m_classCount(classCount), m_counts(cell(classCount, classCount, 0))
{}

ConfusionMatrix::ConfusionMatrix(int classCount, std::span<const std::int32_t> truth,
                                 std::span<const std::int32_t> predicted)
    : ConfusionMatrix(classCount)
{
    for (std::size_t i = 0; i < std::min(truth.size(), predicted.size()); ++i) {
        add(truth[i], predicted[i]);
    }
}

void ConfusionMatrix::add(int truth, int predicted)
{
    if (truth >= 0 && truth < m_classCount && predicted >= 0 && predicted < m_classCount) {
        ++m_counts[cell(m_classCount, truth, predicted)];
    }
}

std::int64_t ConfusionMatrix::count(int truth, int predicted) const
{
    return m_counts[cell(m_classCount, truth, predicted)];
}

std::int64_t ConfusionMatrix::truthTotal(int truth) const
{
    std::int64_t sum = 0;
    for (int column = 0; column < m_classCount; ++column) {
        sum += count(truth, column);
    }
    return sum;
}

std::int64_t ConfusionMatrix::predictedTotal(int predicted) const
{
    std::int64_t sum = 0;
    for (int row = 0; row < m_classCount; ++row) {
        sum += count(row, predicted);
    }
    return sum;
}

std::int64_t ConfusionMatrix::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), std::int64_t{0});
}

std::int64_t ConfusionMatrix::correct() const
{
    std::int64_t sum = 0;
    for (int i = 0; i < m_classCount; ++i) {
        sum += count(i, i);
    }
    return sum;
}

double ConfusionMatrix::accuracy() const
{
    const std::int64_t all = total();
    return all == 0 ? 0.0 : static_cast<double>(correct()) / static_cast<double>(all);
}

} // namespace saccade
