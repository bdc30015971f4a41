#include "engine/metrics/calibration.h"

#include <cmath>

namespace saccade {

namespace {

double probabilityOf(float value)
{
    return value > 0 ? std::min(static_cast<double>(value), 1.0) : 0.0;
}

/// Rank (whole + rest / bins) between two neighbours, in whole numbers so that a quantile that is an image is that
/// image.
double quantile(const std::vector<double>& sorted, std::size_t part, std::size_t bins)
{
    const std::size_t place = part * (sorted.size() - 1);
    const std::size_t below = place / bins;
    const double rest = static_cast<double>(place % bins) / static_cast<double>(bins);
    return rest == 0 ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * rest;
}

std::vector<double> edgesOf(const std::vector<double>& confidences, std::size_t bins, Binning binning)
{
    std::vector<double> edges(bins + 1);
    if (binning == Binning::EqualWidth || confidences.empty()) {
        for (std::size_t i = 0; i <= bins; ++i) {
            edges[i] = static_cast<double>(i) / static_cast<double>(bins);
        }
        return edges;
    }
    std::vector<double> sorted = confidences;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i <= bins; ++i) {
        edges[i] = quantile(sorted, i, bins);
    }
    return edges;
}

std::size_t binOf(const std::vector<double>& edges, double confidence)
{
    const auto inner = std::lower_bound(edges.begin() + 1, edges.end() - 1, confidence);
    return static_cast<std::size_t>(inner - edges.begin()) - 1;
}

void finish(Reliability& result)
{
    double sum = 0;
    for (ReliabilityBin& bin : result.bins) {
        if (bin.count == 0) {
            continue;
        }
        const auto count = static_cast<double>(bin.count);
        sum += bin.meanConfidence;
        bin.meanConfidence /= count;
        bin.accuracy = static_cast<double>(bin.right) / count;
        const double gap = std::abs(bin.accuracy - bin.meanConfidence);
        result.expectedError += gap * count / static_cast<double>(result.count);
        result.maximumError = std::max(result.maximumError, gap);
        result.right += bin.right;
    }
    result.meanConfidence = result.count == 0 ? 0.0 : sum / static_cast<double>(result.count);
}

} // namespace

Reliability computeReliability(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                               std::span<const float> confidences, int bins, Binning binning)
{
    const std::size_t count = std::min({truth.size(), predicted.size(), confidences.size()});
    std::vector<double> held(count);
    std::transform(confidences.begin(), confidences.begin() + static_cast<std::ptrdiff_t>(count), held.begin(),
                   probabilityOf);
    const std::vector<double> edges = edgesOf(held, static_cast<std::size_t>(std::max(bins, 1)), binning);
    Reliability result;
    result.count = static_cast<std::int64_t>(count);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        result.bins.push_back({edges[i], edges[i + 1], 0, 0, 0, 0});
    }
    for (std::size_t image = 0; image < count; ++image) {
        ReliabilityBin& bin = result.bins[binOf(edges, held[image])];
        ++bin.count;
        bin.right += truth[image] == predicted[image] ? 1 : 0;
        bin.meanConfidence += held[image];
    }
    finish(result);
    return result;
}

double brierScore(const ScoreTable& probabilities)
{
    double sum = 0;
    std::int64_t images = 0;
    for (std::size_t image = 0; image < probabilities.count(); ++image) {
        if (!probabilities.hasTruth(image)) {
            continue;
        }
        ++images;
        const std::span<const float> row = probabilities.row(image);
        const auto truth = static_cast<std::size_t>(probabilities.truth[image]);
        for (std::size_t label = 0; label < row.size(); ++label) {
            const double error = probabilityOf(row[label]) - (label == truth ? 1.0 : 0.0);
            sum += error * error;
        }
    }
    return images == 0 ? 0.0 : sum / static_cast<double>(images);
}

double negativeLogLikelihood(const ScoreTable& probabilities)
{
    constexpr double kLowest = std::numeric_limits<float>::min();
    double sum = 0;
    std::int64_t images = 0;
    for (std::size_t image = 0; image < probabilities.count(); ++image) {
        if (probabilities.hasTruth(image)) {
            const auto truth = static_cast<std::size_t>(probabilities.truth[image]);
            sum -= std::log(std::max(probabilityOf(probabilities.row(image)[truth]), kLowest));
            ++images;
        }
    }
    return images == 0 ? 0.0 : sum / static_cast<double>(images);
}

} // namespace saccade
