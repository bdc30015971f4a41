#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace saccade {

/// Counts of truth (rows) against prediction (columns). Integers only, so sums are exact.
class ConfusionMatrix final
{
public:
    ConfusionMatrix() = default;
    explicit ConfusionMatrix(int classCount);
    /// From parallel arrays; pairs outside 0..classCount-1 are not counted.
    ConfusionMatrix(int classCount, std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted);

    void add(int truth, int predicted);

    [[nodiscard]] int classCount() const { return m_classCount; }
    [[nodiscard]] std::int64_t count(int truth, int predicted) const;
    [[nodiscard]] std::int64_t truthTotal(int truth) const;         ///< row sum: the class's support
    [[nodiscard]] std::int64_t predictedTotal(int predicted) const; ///< column sum
    [[nodiscard]] std::int64_t total() const;
    [[nodiscard]] std::int64_t correct() const; ///< the diagonal's sum
    [[nodiscard]] double accuracy() const;      ///< 0..1; 0 when empty

    bool operator==(const ConfusionMatrix&) const = default;

private:
    int m_classCount = 0;
    std::vector<std::int64_t> m_counts; // row-major
};

} // namespace saccade
