#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/metrics/score_table.h"

namespace saccade {

/// How well scores put the images of a class before all others; rank_counter.h has the formulas.
struct RankingScores
{
    std::optional<double> averagePrecision; ///< 0..1; none for a class without images
    std::optional<double> rocAuc;           ///< 0..1; none when all images are of the class, or none
    std::int64_t support = 0;               ///< images of the class

    bool operator==(const RankingScores&) const = default;
};

/// One class against the rest, and means. The means leave out classes that have no figure (scikit-learn counts the
/// average precision of a class without images as 0).
struct RankingReport
{
    std::vector<RankingScores> classes;
    RankingScores macro;    ///< plain mean; support is the total
    RankingScores weighted; ///< mean weighted by support
    RankingScores micro;    ///< every (image, class) pair is one decision

    bool operator==(const RankingReport&) const = default;
};

/// Any thread. Copies no table: O(images x classes x log(images of a class)), and most scores cost one comparison.
[[nodiscard]] RankingReport computeRankingReport(const ScoreTable& table);

} // namespace saccade
