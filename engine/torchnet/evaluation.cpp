#include "engine/torchnet/evaluation.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <numeric>

#include "engine/torchnet/cross_entropy.h"
#include "engine/torchnet/evaluation_views.h"
#include "engine/torchnet/input_conversion.h"

namespace saccade {
namespace {

constexpr std::int64_t kLargestBatch = 128;
constexpr std::int64_t kBatchElements = 32'000'000;
constexpr float kSmallestProbability = 1e-38F;

/// One evaluation: the table that all members fill, each its own rows.
class EvaluationTask final
{
public:
    EvaluationTask(const EvaluatedNetwork& network, const DataSet& dataSet, const std::vector<std::int32_t>& indices,
                   EvaluationWatch watch, EvaluationViews views);

    void work();
    [[nodiscard]] bool isCancelled() const { return m_isCancelled; }
    [[nodiscard]] PredictionTable take() { return std::move(m_table); }

private:
    void fillRows(std::size_t first, std::size_t last);
    [[nodiscard]] std::vector<float> meanLogits(const std::vector<std::uint8_t>& pixels, std::int64_t count) const;

    const EvaluatedNetwork& m_network;
    const DataSet& m_dataSet;
    EvaluationWatch m_watch;
    std::vector<WeightedView> m_views;
    std::size_t m_batch;
    PredictionTable m_table;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_done{0};
    std::atomic<bool> m_isCancelled{false};
};

EvaluationTask::EvaluationTask(const EvaluatedNetwork& network, const DataSet& dataSet,
                               const std::vector<std::int32_t>& indices, EvaluationWatch watch, EvaluationViews views)
    : m_network(network),
      m_dataSet(dataSet),
      m_watch(std::move(watch)),
      m_views(weightedViews(views)),
      m_batch(static_cast<std::size_t>(evaluationBatch(network.executor.summary())))
{
    const std::size_t count = indices.size();
    m_table.indices = indices;
    m_table.labels.resize(count);
    m_table.predicted.resize(count);
    m_table.confidences.resize(count);
    m_table.losses.resize(count);
    m_table.classCount = network.executor.summary().nodes.back().output.channels;
    const std::size_t values = count * static_cast<std::size_t>(m_table.classCount);
    if (values <= kProbabilityLimit) {
        m_table.probabilities.resize(values);
    }
}

void EvaluationTask::work()
{
    const std::size_t count = m_table.count();
    // Batches are fixed by their place, so it does not matter which member takes one.
    for (std::size_t first = m_next.fetch_add(m_batch); first < count; first = m_next.fetch_add(m_batch)) {
        if (m_watch.stop.stop_requested()) {
            m_isCancelled = true;
            return;
        }
        const std::size_t last = std::min(first + m_batch, count);
        fillRows(first, last);
        const std::size_t done = m_done += last - first;
        if (m_watch.progress) {
            m_watch.progress(static_cast<double>(done) / static_cast<double>(count));
        }
    }
}

void EvaluationTask::fillRows(std::size_t first, std::size_t last)
{
    const std::size_t imageBytes = m_dataSet.size.bytes();
    std::vector<std::uint8_t> pixels((last - first) * imageBytes);
    for (std::size_t row = first; row < last; ++row) {
        const auto index = static_cast<std::size_t>(m_table.indices[row]);
        std::memcpy(pixels.data() + (row - first) * imageBytes, m_dataSet.pixels->image(index).pixels, imageBytes);
    }
    std::vector<float> all = meanLogits(pixels, static_cast<std::int64_t>(last - first));
    const auto classes = static_cast<std::size_t>(m_table.classCount);
    for (std::size_t row = first; row < last; ++row) {
        float* probabilities = all.data() + (row - first) * classes;
        softmaxInPlace(probabilities, m_table.classCount);
        const std::int32_t label = (*m_dataSet.samples)[static_cast<std::size_t>(m_table.indices[row])].label;
        const float* best = std::max_element(probabilities, probabilities + classes);
        m_table.labels[row] = label;
        m_table.predicted[row] = static_cast<std::int32_t>(best - probabilities);
        m_table.confidences[row] = *best;
        m_table.losses[row] = -std::log(std::max(probabilities[label], kSmallestProbability));
        if (!m_table.probabilities.empty()) {
            std::copy_n(probabilities, classes, m_table.probabilities.data() + row * classes);
        }
    }
}

std::vector<float> EvaluationTask::meanLogits(const std::vector<std::uint8_t>& pixels, std::int64_t count) const
{
    if (m_views.size() == 1) {
        return predictLogits(m_network, pixels.data(), count);
    }
    std::vector<double> sum(static_cast<std::size_t>(count * m_table.classCount), 0);
    for (const WeightedView& view : m_views) {
        const std::vector<std::uint8_t> viewed = viewedPixels(pixels, m_dataSet.size, view.draw);
        const std::vector<float> logits = predictLogits(m_network, viewed.data(), count);
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += view.weight * static_cast<double>(logits[i]);
        }
    }
    return {sum.begin(), sum.end()};
}

/// The watch of a part of the work, from one share of the whole to another.
EvaluationWatch watchOfPart(const EvaluationWatch& whole, double from, double to)
{
    if (!whole.progress) {
        return whole;
    }
    return {whole.stop, [&whole, from, to](double share) { whole.progress(from + share * (to - from)); }};
}

/// What the doubtful quarter costs of a whole selective evaluation, next to the first look at all.
double doubtfulShare()
{
    const double again = static_cast<double>(weightedViews(EvaluationViews::MirrorShift).size()) / 4;
    return again / (1 + again);
}

/// The quarter with the least confidence, in the table's order.
std::vector<std::size_t> doubtfulRows(const PredictionTable& table)
{
    std::vector<std::size_t> rows(table.count());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return table.confidences[a] < table.confidences[b]; });
    rows.resize((rows.size() + 3) / 4);
    std::sort(rows.begin(), rows.end());
    return rows;
}

void replaceRows(PredictionTable& table, const std::vector<std::size_t>& rows, const PredictionTable& by)
{
    const auto classes = static_cast<std::size_t>(table.classCount);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        table.predicted[rows[i]] = by.predicted[i];
        table.confidences[rows[i]] = by.confidences[i];
        table.losses[rows[i]] = by.losses[i];
        if (!table.probabilities.empty()) {
            std::copy_n(by.probabilities.data() + i * classes, classes, table.probabilities.data() + rows[i] * classes);
        }
    }
}

} // namespace

std::int64_t evaluationBatch(const GraphSummary& summary)
{
    const std::int64_t perImage = std::max<std::int64_t>(1, summary.activationElements);
    return std::clamp<std::int64_t>(kBatchElements / perImage, 1, kLargestBatch);
}

std::vector<float> predictLogits(const EvaluatedNetwork& network, const std::uint8_t* pixels, std::int64_t count)
{
    const at::Tensor input = convertInput(pixels, count, network.executor.graph().input(), network.compute);
    const at::Tensor logits = network.executor.evaluate(input, network.state).to(at::kCPU).contiguous();
    const float* values = logits.const_data_ptr<float>();
    return {values, values + logits.numel()};
}

std::vector<float> predictProbabilities(const EvaluatedNetwork& network, const std::uint8_t* pixels, std::int64_t count)
{
    std::vector<float> probabilities = predictLogits(network, pixels, count);
    const int classes = network.executor.summary().nodes.back().output.channels;
    for (std::int64_t row = 0; row < count; ++row) {
        softmaxInPlace(probabilities.data() + row * classes, classes);
    }
    return probabilities;
}

Result<PredictionTable> evaluateImages(const EvaluatedNetwork& network, WorkerTeam& team, const DataSet& dataSet,
                                       const std::vector<std::int32_t>& indices, const EvaluationWatch& watch,
                                       EvaluationViews views)
{
    const double firstShare = views == EvaluationViews::Selective ? 1 - doubtfulShare() : 1;
    EvaluationTask task(network, dataSet, indices, watchOfPart(watch, 0, firstShare), views);
    team.run([&](int) { task.work(); });
    if (task.isCancelled()) {
        return Error{ErrorCode::Cancelled, {}, {}};
    }
    PredictionTable table = task.take();
    if (views == EvaluationViews::Selective) {
        const std::vector<std::size_t> rows = doubtfulRows(table);
        std::vector<std::int32_t> doubtful;
        for (const std::size_t row : rows) {
            doubtful.push_back(indices[row]);
        }
        const Result<PredictionTable> again = evaluateImages(
            network, team, dataSet, doubtful, watchOfPart(watch, firstShare, 1), EvaluationViews::MirrorShift);
        if (!again) {
            return again.error();
        }
        replaceRows(table, rows, *again);
    }
    return table;
}

double accuracyOf(const PredictionTable& table)
{
    std::size_t correct = 0;
    for (std::size_t row = 0; row < table.count(); ++row) {
        correct += table.predicted[row] == table.labels[row] ? 1 : 0;
    }
    return table.count() == 0 ? 0 : static_cast<double>(correct) / static_cast<double>(table.count());
}

double meanLossOf(const PredictionTable& table)
{
    double sum = 0;
    for (const float loss : table.losses) {
        sum += static_cast<double>(loss);
    }
    return table.count() == 0 ? 0 : sum / static_cast<double>(table.count());
}

} // namespace saccade
