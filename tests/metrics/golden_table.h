#pragma once

#include <cstdint>
#include <vector>

#include "engine/metrics/score_table.h"

/// Which classes the images of a golden table have.
enum class GoldenTruth
{
    Any,
    NotFirst, ///< class 0 has no image
    OnlyFirst ///< all images are of class 0
};

struct GoldenSource
{
    int images;
    int classes;
    std::uint32_t seed;
    int levels; ///< different weights of a class: few make many equal scores, 1 makes all scores equal
    GoldenTruth truth;
};

/// Reproducible probabilities, the same as table() in goldens/golden_tables.py makes.
struct GoldenTable
{
    explicit GoldenTable(const GoldenSource& source);

    [[nodiscard]] saccade::ScoreTable view() const { return {truth, scores, classes}; }

    std::vector<std::int32_t> truth;
    std::vector<std::int32_t> predicted; ///< the first of the highest scores
    std::vector<float> confidences;      ///< that score
    std::vector<float> scores;
    int classes = 0;
};

/// Equal within 1e-12, or within that share of a large expectation; never equal to what is not a number.
[[nodiscard]] bool isGolden(double actual, double expected);
