#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace saccade {

/// Average precision and ROC AUC of one class against the rest without sorting the rest: only the positives are kept,
/// the negatives are counted between them. First every positive, then seal(), then every negative. The sums are whole
/// numbers, so the order within each kind does not matter.
class RankCounter final
{
public:
    void addPositive(float score);
    void seal();
    /// O(log positives), and O(1) for a score below all positives.
    void addNegative(float score);

    [[nodiscard]] std::int64_t positives() const { return static_cast<std::int64_t>(m_positives.size()); }
    [[nodiscard]] std::int64_t negatives() const { return m_negatives; }
    /// The sum over thresholds of (growth of recall) x precision, without interpolation; equal scores share one
    /// threshold (scikit-learn's average_precision_score). None without positives.
    [[nodiscard]] std::optional<double> averagePrecision() const;
    /// The chance that a positive scores higher than a negative, equal scores count half (Mann and Whitney). None
    /// without positives or without negatives.
    [[nodiscard]] std::optional<double> rocAuc() const;

private:
    void count(float score);

    std::vector<float> m_positives;    // ascending once sealed
    std::vector<std::int64_t> m_below; // negatives above positive i-1 and below positive i; the last: above all
    std::vector<std::int64_t> m_equal; // negatives equal to positive i, at the first of equal positives
    std::int64_t m_negatives = 0;
    float m_lowest = std::numeric_limits<float>::infinity();
};

} // namespace saccade
