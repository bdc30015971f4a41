#include "engine/metrics/rank_counter.h"

#include <algorithm>

#include "engine/metrics/score_table.h"

namespace saccade {

void RankCounter::addPositive(float score)
{
    m_positives.push_back(rankable(score));
}

void RankCounter::seal()
{
    std::sort(m_positives.begin(), m_positives.end());
    m_below.assign(m_positives.size() + 1, 0);
    m_equal.assign(m_positives.size(), 0);
    if (!m_positives.empty()) {
        m_lowest = m_positives.front();
    }
}

void RankCounter::addNegative(float score)
{
    ++m_negatives;
    if (const float ranked = rankable(score); ranked >= m_lowest) {
        count(ranked);
    }
}

void RankCounter::count(float score)
{
    const auto place = std::lower_bound(m_positives.begin(), m_positives.end(), score);
    const auto index = static_cast<std::size_t>(place - m_positives.begin());
    if (place != m_positives.end() && *place == score) {
        ++m_equal[index];
    } else {
        ++m_below[index];
    }
}

std::optional<double> RankCounter::averagePrecision() const
{
    if (m_positives.empty()) {
        return std::nullopt;
    }
    double sum = 0;
    std::int64_t falsePositives = m_below.back();
    std::size_t end = m_positives.size();
    while (end > 0) {
        const auto first = std::lower_bound(m_positives.begin(), m_positives.end(), m_positives[end - 1]);
        const auto begin = static_cast<std::size_t>(first - m_positives.begin());
        falsePositives += m_equal[begin];
        const auto truePositives = static_cast<double>(m_positives.size() - begin);
        sum += static_cast<double>(end - begin) * truePositives / (truePositives + static_cast<double>(falsePositives));
        falsePositives += m_below[begin];
        end = begin;
    }
    return sum / static_cast<double>(m_positives.size());
}

std::optional<double> RankCounter::rocAuc() const
{
    if (m_positives.empty() || m_negatives == 0) {
        return std::nullopt;
    }
    // From above: what is not below a positive is taken from all pairs; twice, so that halves stay whole.
    std::int64_t lostTwice = 0;
    std::int64_t above = m_below.back();
    std::size_t end = m_positives.size();
    while (end > 0) {
        const auto first = std::lower_bound(m_positives.begin(), m_positives.end(), m_positives[end - 1]);
        const auto begin = static_cast<std::size_t>(first - m_positives.begin());
        lostTwice += static_cast<std::int64_t>(end - begin) * (2 * above + m_equal[begin]);
        above += m_equal[begin] + m_below[begin];
        end = begin;
    }
    const double pairs = static_cast<double>(positives()) * static_cast<double>(m_negatives);
    return 1.0 - static_cast<double>(lostTwice) / (2.0 * pairs);
}

} // namespace saccade
