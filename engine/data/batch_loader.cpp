#include "engine/data/batch_loader.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "engine/base/random.h"
#include "engine/data/batch_ring.h"
#include "engine/data/class_balance.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

LoaderPlan withinBounds(LoaderPlan plan)
{
    const auto count = static_cast<int>(plan.indices.size());
    plan.batchSize = std::clamp(plan.batchSize, std::min(1, count), std::max(1, count));
    plan.steps = count == 0 ? 0 : std::max<std::int64_t>(0, plan.steps);
    plan.threads = std::max(0, plan.threads);
    plan.ahead = std::max(1, plan.ahead);
    return plan;
}

using Visits = std::vector<Visit>;

/// Every image once, in the order of the epoch.
Visits plainVisits(std::size_t count, std::uint64_t seed, int epoch)
{
    Visits visits;
    visits.reserve(count);
    for (const std::int32_t position : epochOrder(count, seed, epoch)) {
        visits.push_back({position, 0});
    }
    return visits;
}

// The orders of the last two epochs, shared by the threads: at the border of two epochs both are in use.
class OrderCache final
{
public:
    using Order = std::shared_ptr<const Visits>;

    /// `labels` are those of the training images when classes are balanced, else empty.
    Order orderOf(std::size_t count, const std::vector<std::int32_t>& labels, std::uint64_t seed, int epoch)
    {
        const std::lock_guard lock(m_mutex);
        Entry& entry = m_entries[static_cast<std::size_t>(epoch % 2)];
        if (!entry.order || entry.epoch != epoch) {
            entry = {epoch, std::make_shared<Visits>(labels.empty() ? plainVisits(count, seed, epoch)
                                                                    : balancedVisits(labels, seed, epoch))};
        }
        return entry.order;
    }

private:
    struct Entry
    {
        int epoch = 0;
        Order order;
    };

    std::mutex m_mutex;
    std::array<Entry, 2> m_entries;
};

// The images of a batch lie scattered over memory: asking for the next one's lines early hides most of the wait.
void fetchEarly(ImageView image)
{
    constexpr std::size_t kCacheLine = 64;
    constexpr std::size_t kMost = 16'384; // of a larger image the rest streams in by itself
    const std::size_t bytes = std::min(image.size.bytes(), kMost);
    for (std::size_t at = 0; at < bytes; at += kCacheLine) {
        __builtin_prefetch(image.pixels + at);
    }
}

} // namespace

class BatchLoader::Implementation final
{
public:
    Implementation(const DataSet& dataSet, LoaderPlan plan)
        : m_dataSet(dataSet),
          m_plan(withinBounds(std::move(plan))),
          m_ring(static_cast<std::size_t>(m_plan.ahead) + 1, m_plan.steps)
    {
        for (const std::int32_t index : m_plan.isBalanced ? m_plan.indices : std::vector<std::int32_t>{}) {
            m_labels.push_back((*dataSet.samples)[static_cast<std::size_t>(index)].label);
        }
        for (int i = 0; i < m_plan.threads; ++i) {
            m_threads.emplace_back([this] {
                while (prepareOne()) {
                }
            });
        }
    }

    ~Implementation()
    {
        m_ring.close();
        m_threads.clear();
    }

    const Batch* next()
    {
        const Clock::time_point start = Clock::now();
        if (m_plan.threads == 0) {
            prepareOne();
        }
        const Batch* batch = m_ring.take();
        m_waited += Clock::now() - start;
        return batch;
    }

    [[nodiscard]] double waitedSeconds() const { return std::chrono::duration<double>(m_waited).count(); }

private:
    bool prepareOne()
    {
        Batch* batch = m_ring.claim();
        if (batch == nullptr) {
            return false;
        }
        prepare(*batch);
        m_ring.markReady(*batch);
        return true;
    }

    void prepare(Batch& batch);
    void mix(Batch& batch) const;

    const DataSet m_dataSet;
    const LoaderPlan m_plan;
    std::vector<std::int32_t> m_labels; // of the training images, when classes are balanced
    OrderCache m_orders;
    BatchRing m_ring;
    Clock::duration m_waited{0};
    std::vector<std::jthread> m_threads; // last: joined before what they use goes
};

void BatchLoader::Implementation::prepare(Batch& batch)
{
    const auto size = static_cast<std::size_t>(m_plan.batchSize);
    const std::size_t imageBytes = m_dataSet.size.bytes();
    const auto perEpoch = static_cast<std::int64_t>(m_plan.indices.size() / size);
    batch.epoch = static_cast<int>(batch.step / perEpoch);
    batch.pixels.resize(m_plan.drawsOnly ? 0 : size * imageBytes);
    batch.draws.resize(m_plan.drawsOnly ? size : 0);
    batch.labels.resize(size);
    batch.indices.resize(size);

    const OrderCache::Order order = m_orders.orderOf(m_plan.indices.size(), m_labels, m_plan.seed, batch.epoch);
    const std::size_t first = static_cast<std::size_t>(batch.step % perEpoch) * size;
    const auto indexAt = [&](std::size_t i) {
        return m_plan.indices[static_cast<std::size_t>((*order)[first + i].position)];
    };
    for (std::size_t i = 0; i < size; ++i) {
        const std::int32_t index = indexAt(i);
        if (i + 1 < size && !m_plan.drawsOnly) {
            fetchEarly(m_dataSet.pixels->image(static_cast<std::size_t>(indexAt(i + 1))));
        }
        const auto image = static_cast<std::size_t>(index);
        batch.indices[i] = index;
        batch.labels[i] = (*m_dataSet.samples)[image].label;
        const auto repeat = static_cast<std::uint64_t>((*order)[first + i].repeat);
        const std::uint64_t seed = repeat == 0 ? m_plan.seed : mixBits(m_plan.seed + repeat);
        AugmentationDraw draw = drawAugmentation(m_plan.augmentation, m_dataSet.size, seed, batch.epoch, image);
        if (m_plan.drawsOnly) {
            batch.draws[i] = std::move(draw);
        } else {
            applyAugmentation(draw, m_dataSet.pixels->image(image), m_plan.fill.data(),
                              batch.pixels.data() + i * imageBytes);
        }
    }
    mix(batch);
}

/// Before the batch is divided over replicas, so that their number does not matter.
void BatchLoader::Implementation::mix(Batch& batch) const
{
    const BatchMix drawn = drawMix(m_plan.augmentation, m_dataSet.size, m_plan.seed, batch.step);
    batch.otherLabels.clear();
    batch.share = 1;
    if (drawn.kind == MixKind::None || batch.labels.size() < 2) {
        return;
    }
    mixBatch(drawn, m_dataSet.size, batch.labels.size(), batch.pixels.data());
    batch.share = drawn.share;
    batch.otherLabels.push_back(batch.labels.back());
    batch.otherLabels.insert(batch.otherLabels.end(), batch.labels.begin(), batch.labels.end() - 1);
}

BatchLoader::BatchLoader(const DataSet& dataSet, LoaderPlan plan)
    : m_implementation(std::make_unique<Implementation>(dataSet, std::move(plan)))
{}

BatchLoader::~BatchLoader() = default;

const Batch* BatchLoader::next()
{
    return m_implementation->next();
}

double BatchLoader::waitedSeconds() const
{
    return m_implementation->waitedSeconds();
}

} // namespace saccade
