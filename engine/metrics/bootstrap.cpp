#include "engine/metrics/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/base/random.h"

namespace saccade {

namespace {

enum class ClassWeight
{
    Equal,
    Support
};

/// Mean F1 of the pairs that were counted, and all about them that must be reset for the next replicate.
class MeanF1
{
public:
    MeanF1(int classCount, ClassWeight weight)
        : m_hits(static_cast<std::size_t>(classCount)),
          m_seen(m_hits.size()),
          m_support(m_hits.size()),
          m_weight(weight)
    {}

    void add(std::int32_t truth, std::int32_t predicted)
    {
        ++m_support[static_cast<std::size_t>(truth)];
        ++m_seen[static_cast<std::size_t>(truth)];
        ++m_seen[static_cast<std::size_t>(predicted)];
        m_hits[static_cast<std::size_t>(truth)] += truth == predicted ? 1 : 0;
    }
    double take()
    {
        double sum = 0;
        double weights = 0;
        for (std::size_t i = 0; i < m_hits.size(); ++i) {
            const double weight = m_weight == ClassWeight::Equal ? 1.0 : static_cast<double>(m_support[i]);
            sum +=
                m_seen[i] == 0 ? 0.0 : weight * 2.0 * static_cast<double>(m_hits[i]) / static_cast<double>(m_seen[i]);
            weights += weight;
        }
        for (std::vector<std::int64_t>* counts : {&m_hits, &m_seen, &m_support}) {
            std::fill(counts->begin(), counts->end(), 0);
        }
        return sum / weights;
    }

private:
    std::vector<std::int64_t> m_hits;
    std::vector<std::int64_t> m_seen; // support and predictions together: F1's denominator
    std::vector<std::int64_t> m_support;
    ClassWeight m_weight;
};

/// Average precision of images that may be there several times, in one walk from the highest score.
class WeightedPrecision
{
public:
    WeightedPrecision(std::span<const float> scores, const std::vector<bool>& isPositive)
        : m_rankOf(scores.size()), m_isPositive(scores.size()), m_endsTie(scores.size())
    {
        std::vector<std::size_t> order(scores.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] > scores[b]; });
        for (std::size_t rank = 0; rank < order.size(); ++rank) {
            m_rankOf[order[rank]] = rank;
            m_isPositive[rank] = isPositive[order[rank]] ? 1 : 0;
            m_endsTie[rank] = rank + 1 == order.size() || scores[order[rank]] != scores[order[rank + 1]] ? 1 : 0;
        }
        m_times.assign(order.size(), 0);
    }

    void add(std::size_t image) { ++m_times[m_rankOf[image]]; }
    std::optional<double> take()
    {
        double sum = 0;
        std::int64_t before = 0;
        std::int64_t positives = 0;
        std::int64_t called = 0;
        for (std::size_t rank = 0; rank < m_times.size(); ++rank) {
            called += m_times[rank];
            positives += m_isPositive[rank] * m_times[rank];
            m_times[rank] = 0;
            if (m_endsTie[rank] != 0 && positives > before) {
                sum += static_cast<double>(positives - before) * static_cast<double>(positives) /
                       static_cast<double>(called);
                before = positives;
            }
        }
        return positives == 0 ? std::nullopt : std::optional(sum / static_cast<double>(positives));
    }

private:
    std::vector<std::size_t> m_rankOf;
    std::vector<std::int32_t> m_isPositive; // by rank, as the two below
    std::vector<std::int32_t> m_endsTie;
    std::vector<std::int32_t> m_times;
};

double quantile(const std::vector<double>& sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

/// add(image) counts an image once more; take() is the figure of what was counted and forgets it.
template <typename Add, typename Take>
std::optional<BootstrapInterval> intervalOf(std::size_t images, const Add& add, const Take& take,
                                            const BootstrapSettings& settings)
{
    for (std::size_t image = 0; image < images; ++image) {
        add(image);
    }
    const std::optional<double> estimate = images == 0 ? std::nullopt : take();
    std::vector<double> values;
    for (int replicate = 0; estimate && replicate < settings.replicates; ++replicate) {
        RandomStream stream(settings.seed, "bootstrap", static_cast<std::uint64_t>(replicate));
        for (std::size_t draw = 0; draw < images; ++draw) {
            add(static_cast<std::size_t>(stream.integer(0, static_cast<std::int64_t>(images) - 1)));
        }
        if (const std::optional<double> value = take()) {
            values.push_back(*value);
        }
    }
    if (values.empty()) {
        return std::nullopt;
    }
    std::sort(values.begin(), values.end());
    const double outside = (1 - std::clamp(settings.confidence, 0.0, 1.0)) / 2;
    return BootstrapInterval{
        *estimate, {quantile(values, outside), quantile(values, 1 - outside)}, static_cast<int>(values.size())};
}

std::optional<BootstrapInterval> bootstrapMeanF1(int classCount, std::span<const std::int32_t> truth,
                                                 std::span<const std::int32_t> predicted, ClassWeight weight,
                                                 const BootstrapSettings& settings)
{
    const auto isClass = [classCount](std::int32_t label) { return label >= 0 && label < classCount; };
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
    for (std::size_t i = 0; i < std::min(truth.size(), predicted.size()); ++i) {
        if (isClass(truth[i]) && isClass(predicted[i])) {
            pairs.emplace_back(truth[i], predicted[i]);
        }
    }
    MeanF1 figure(std::max(classCount, 0), weight);
    return intervalOf(
        pairs.size(), [&](std::size_t image) { figure.add(pairs[image].first, pairs[image].second); },
        [&]() -> std::optional<double> { return figure.take(); }, settings);
}

} // namespace

std::optional<BootstrapInterval> bootstrapMacroF1(int classCount, std::span<const std::int32_t> truth,
                                                  std::span<const std::int32_t> predicted,
                                                  const BootstrapSettings& settings)
{
    return bootstrapMeanF1(classCount, truth, predicted, ClassWeight::Equal, settings);
}

std::optional<BootstrapInterval> bootstrapWeightedF1(int classCount, std::span<const std::int32_t> truth,
                                                     std::span<const std::int32_t> predicted,
                                                     const BootstrapSettings& settings)
{
    return bootstrapMeanF1(classCount, truth, predicted, ClassWeight::Support, settings);
}

std::optional<BootstrapInterval> bootstrapAveragePrecision(const ScoreTable& table, int label,
                                                           const BootstrapSettings& settings)
{
    if (label < 0 || label >= table.classCount) {
        return std::nullopt;
    }
    std::vector<float> scores;
    std::vector<bool> isPositive;
    for (std::size_t image = 0; image < table.count(); ++image) {
        if (table.hasTruth(image)) {
            scores.push_back(rankable(table.row(image)[static_cast<std::size_t>(label)]));
            isPositive.push_back(table.truth[image] == label);
        }
    }
    WeightedPrecision figure(scores, isPositive);
    return intervalOf(
        scores.size(), [&](std::size_t image) { figure.add(image); }, [&] { return figure.take(); }, settings);
}

} // namespace saccade
