#pragma once

#include <cstdint>
#include <span>

namespace saccade {

/// A prediction table's columns, in its own order: which image, its class, what was predicted.
struct PredictionColumns
{
    std::span<const std::int32_t> indices; ///< into the data set, each once
    std::span<const std::int32_t> truth;
    std::span<const std::int32_t> predicted;
};

/// Images that both tables have, with the same truth.
struct PairedCounts
{
    std::int64_t bothRight = 0;
    std::int64_t onlyA = 0; ///< A right, B wrong
    std::int64_t onlyB = 0;
    std::int64_t bothWrong = 0;
    std::int64_t unpaired = 0; ///< images of A or B that the other lacks, or whose truth differs (counted twice then)

    bool operator==(const PairedCounts&) const = default;
};

/// Two tables, each in any order. O(images) when they have the same order, else O(images log images). Any thread.
[[nodiscard]] PairedCounts pairPredictions(const PredictionColumns& a, const PredictionColumns& b);

enum class PairedMethod
{
    Exact,     ///< two-sided binomial of onlyA among onlyA + onlyB at 1/2
    ChiSquared ///< (|onlyA - onlyB| - 1)^2 / (onlyA + onlyB), one degree of freedom
};

/// Up to so many images on which A and B differ the exact p is the one to show.
inline constexpr std::int64_t kExactPairs = 1000;

/// Does one of two sets of weights err less on the same images, or is it chance? McNemar, "Note on the sampling error
/// of the difference between correlated proportions or percentages", 1947; the correction is Edwards', 1948. Both p are
/// 1 when A and B never differ.
struct PairedTest
{
    PairedCounts counts;
    PairedMethod method = PairedMethod::Exact; ///< by kExactPairs
    double pValue = 1;                         ///< by `method`
    double exactP = 1;
    double chiSquared = 0;
    double chiSquaredP = 1;
    double accuracyGain = 0; ///< A's accuracy less B's, of the paired images

    bool operator==(const PairedTest&) const = default;
};

/// O(onlyA + onlyB). Any thread.
[[nodiscard]] PairedTest computePairedTest(const PairedCounts& counts);

} // namespace saccade
