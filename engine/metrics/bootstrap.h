#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/metrics/intervals.h"
#include "engine/metrics/score_table.h"

namespace saccade {

struct BootstrapSettings
{
    std::uint64_t seed = 0;
    int replicates = 1000;
    double confidence = kConfidence;
};

/// Percentile interval of a figure that has no formula: the images are drawn anew with replacement, replicate r from
/// RandomStream(seed, "bootstrap", r); ends are linear between ranks, as numpy.quantile (Efron and Tibshirani, "An
/// introduction to the bootstrap", 1993).
struct BootstrapInterval
{
    double estimate = 0; ///< of the images as they are
    Interval interval;
    int replicates = 0; ///< those in which the figure exists

    bool operator==(const BootstrapInterval&) const = default;
};

/// Macro F1 as in class_report.h: a class that a replicate lacks counts 0 there. Pairs outside 0..classCount-1 are not
/// counted. None without images, classes or replicates. Blocks: O(replicates x (images + classes)). Any thread.
[[nodiscard]] std::optional<BootstrapInterval> bootstrapMacroF1(int classCount, std::span<const std::int32_t> truth,
                                                                std::span<const std::int32_t> predicted,
                                                                const BootstrapSettings& settings = {});
/// The same of the mean of F1 weighted by each class's images in the replicate.
[[nodiscard]] std::optional<BootstrapInterval> bootstrapWeightedF1(int classCount, std::span<const std::int32_t> truth,
                                                                   std::span<const std::int32_t> predicted,
                                                                   const BootstrapSettings& settings = {});
/// Average precision of one class. None when the class has no image. Blocks: O(replicates x images). Any thread.
[[nodiscard]] std::optional<BootstrapInterval> bootstrapAveragePrecision(const ScoreTable& table, int label,
                                                                         const BootstrapSettings& settings = {});

} // namespace saccade
