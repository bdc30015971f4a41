#include "engine/metrics/paired_test.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/metrics/binomial.h"

namespace saccade {

namespace {

std::size_t countOf(const PredictionColumns& columns)
{
    return std::min({columns.indices.size(), columns.truth.size(), columns.predicted.size()});
}

/// The places of a table's images, by index.
std::vector<std::size_t> placesByIndex(const PredictionColumns& columns)
{
    std::vector<std::size_t> places(countOf(columns));
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = i;
    }
    const auto isBefore = [&](std::size_t x, std::size_t y) { return columns.indices[x] < columns.indices[y]; };
    if (!std::is_sorted(places.begin(), places.end(), isBefore)) {
        std::stable_sort(places.begin(), places.end(), isBefore);
    }
    return places;
}

void addPair(PairedCounts& counts, bool isRightA, bool isRightB)
{
    std::int64_t& cell =
        isRightA ? (isRightB ? counts.bothRight : counts.onlyA) : (isRightB ? counts.onlyB : counts.bothWrong);
    ++cell;
}

} // namespace

PairedCounts pairPredictions(const PredictionColumns& a, const PredictionColumns& b)
{
    const std::vector<std::size_t> placesA = placesByIndex(a);
    const std::vector<std::size_t> placesB = placesByIndex(b);
    PairedCounts counts;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < placesA.size() && j < placesB.size()) {
        const std::size_t x = placesA[i];
        const std::size_t y = placesB[j];
        if (a.indices[x] != b.indices[y]) {
            ++counts.unpaired;
            ++(a.indices[x] < b.indices[y] ? i : j);
            continue;
        }
        if (a.truth[x] == b.truth[y]) {
            addPair(counts, a.predicted[x] == a.truth[x], b.predicted[y] == b.truth[y]);
        } else {
            counts.unpaired += 2;
        }
        ++i;
        ++j;
    }
    counts.unpaired += static_cast<std::int64_t>(placesA.size() - i + placesB.size() - j);
    return counts;
}

PairedTest computePairedTest(const PairedCounts& counts)
{
    PairedTest test;
    test.counts = counts;
    const std::int64_t pairs = counts.bothRight + counts.onlyA + counts.onlyB + counts.bothWrong;
    const std::int64_t differing = counts.onlyA + counts.onlyB;
    if (pairs > 0) {
        test.accuracyGain = static_cast<double>(counts.onlyA - counts.onlyB) / static_cast<double>(pairs);
    }
    test.method = differing <= kExactPairs ? PairedMethod::Exact : PairedMethod::ChiSquared;
    if (differing == 0) {
        return test;
    }
    const std::int64_t more = std::max(counts.onlyA, counts.onlyB);
    test.exactP = std::min(1.0, 2 * binomialUpperTail(more, differing, 0.5));
    const double excess = static_cast<double>(std::max<std::int64_t>(std::abs(counts.onlyA - counts.onlyB) - 1, 0));
    test.chiSquared = excess * excess / static_cast<double>(differing);
    test.chiSquaredP = std::erfc(std::sqrt(test.chiSquared / 2));
    test.pValue = test.method == PairedMethod::Exact ? test.exactP : test.chiSquaredP;
    return test;
}

} // namespace saccade
