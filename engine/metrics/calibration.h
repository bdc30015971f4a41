#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/metrics/score_table.h"

namespace saccade {

/// The images whose confidence is above `low` and not above `high`.
struct ReliabilityBin
{
    double low = 0;
    double high = 0;
    std::int64_t count = 0;
    std::int64_t right = 0;
    double meanConfidence = 0; ///< 0 when the bin is empty, as accuracy
    double accuracy = 0;

    bool operator==(const ReliabilityBin&) const = default;
};

enum class Binning
{
    EqualWidth, ///< bins of 1 / bins; the first has its low end too
    EqualMass ///< ends at the quantiles of the confidences (linear, numpy.percentile); equal confidences stay together
};

/// Does a confidence of 0.8 mean that 80 % are right? Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural
/// networks", 2017: expected error = sum of count / images x |accuracy - meanConfidence|, maximum = the largest of them
/// in a bin that is not empty. Both are 0 without images, and above 0 by chance alone when bins have few.
struct Reliability
{
    std::vector<ReliabilityBin> bins;
    double expectedError = 0;
    double maximumError = 0;
    double meanConfidence = 0;
    std::int64_t count = 0;
    std::int64_t right = 0;

    bool operator==(const Reliability&) const = default;
};

inline constexpr int kReliabilityBins = 15;

/// Of the probability of the predicted class. Confidences are held to 0..1, one that is not a number counts as 0; bins
/// from 1. O(images), equal mass O(images log images). Any thread.
[[nodiscard]] Reliability computeReliability(std::span<const std::int32_t> truth,
                                             std::span<const std::int32_t> predicted,
                                             std::span<const float> confidences, int bins = kReliabilityBins,
                                             Binning binning = Binning::EqualWidth);

/// Mean over the images of the sum over classes of (probability - 1 or 0)^2: 0..2 (Brier, "Verification of forecasts
/// expressed in terms of probability", 1950). 0 without images. Probabilities that are not a number count as 0.
[[nodiscard]] double brierScore(const ScoreTable& probabilities);
/// Mean of -log(probability of the truth), natural; no probability counts as less than the smallest normal float, so
/// the result is finite. 0 without images.
[[nodiscard]] double negativeLogLikelihood(const ScoreTable& probabilities);

} // namespace saccade
