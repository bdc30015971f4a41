#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace saccade {

/// What happens when only images with confidence >= threshold are answered.
struct CoveragePoint
{
    double threshold = 0;
    std::int64_t answered = 0;
    std::int64_t wrong = 0;
    double coverage = 0; ///< answered / images
    double risk = 0;     ///< wrong / answered

    bool operator==(const CoveragePoint&) const = default;
};

/// Geifman and El-Yaniv, "Selective classification for deep neural networks", 2017; the area as in Geifman, Uziel,
/// El-Yaniv, "Bias-reduced uncertainty estimation for deep neural classifiers", 2019.
struct RiskCoverage
{
    std::vector<CoveragePoint> points; ///< falling thresholds, one for each confidence that occurs
    double area = 0;                   ///< AURC: mean over k = 1..images of the risk of the k most confident
    std::int64_t images = 0;

    bool operator==(const RiskCoverage&) const = default;
};

/// Images of equal confidence enter the area as in any order of them on average. O(images log images). Any thread.
[[nodiscard]] RiskCoverage computeRiskCoverage(std::span<const std::int32_t> truth,
                                               std::span<const std::int32_t> predicted,
                                               std::span<const float> confidences);

/// The largest coverage whose accuracy is at least this; none when there is none.
[[nodiscard]] std::optional<CoveragePoint> pointForAccuracy(const RiskCoverage& curve, double accuracy);
/// The highest threshold whose coverage is at least this; none when coverage > 1 or there are no images.
[[nodiscard]] std::optional<CoveragePoint> pointForCoverage(const RiskCoverage& curve, double coverage);
/// At any threshold, also one that is no confidence; risk is 0 where nothing is answered. O(log images).
[[nodiscard]] CoveragePoint pointAtThreshold(const RiskCoverage& curve, double threshold);

} // namespace saccade
