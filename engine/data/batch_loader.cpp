#include "engine/data/batch_loader.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "engine/base/random.h"
#include "engine/data/batch_ring.h"
#include "engine/data/class_balance.h"
#include "engine/data/image_resize.h"

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
    void prepareImage(Batch& batch, std::size_t place, const Visit& visit) const;
    void writePixels(Batch& batch, std::size_t place, ImageView image, const AugmentationDraw& draw) const;
    void mix(Batch& batch) const;
    [[nodiscard]] ImageSize sizeAt(std::int64_t step) const;
    [[nodiscard]] std::size_t imageOf(const Visit& visit) const
    {
        return static_cast<std::size_t>(m_plan.indices[static_cast<std::size_t>(visit.position)]);
    }

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
    const auto count = static_cast<std::size_t>(m_plan.batchSize);
    const auto perEpoch = static_cast<std::int64_t>(m_plan.indices.size() / count);
    batch.epoch = static_cast<int>(batch.step / perEpoch);
    batch.size = sizeAt(batch.step);
    batch.pixels.resize(m_plan.drawsOnly ? 0 : count * batch.size.bytes());
    batch.draws.resize(m_plan.drawsOnly ? count : 0);
    batch.labels.resize(count);
    batch.indices.resize(count);

    const OrderCache::Order order = m_orders.orderOf(m_plan.indices.size(), m_labels, m_plan.seed, batch.epoch);
    const std::size_t first = static_cast<std::size_t>(batch.step % perEpoch) * count;
    for (std::size_t i = 0; i < count; ++i) {
        if (i + 1 < count && !m_plan.drawsOnly) {
            fetchEarly(m_dataSet.pixels->image(imageOf((*order)[first + i + 1])));
        }
        prepareImage(batch, i, (*order)[first + i]);
    }
    mix(batch);
}

void BatchLoader::Implementation::prepareImage(Batch& batch, std::size_t place, const Visit& visit) const
{
    const std::size_t image = imageOf(visit);
    batch.indices[place] = static_cast<std::int32_t>(image);
    batch.labels[place] = (*m_dataSet.samples)[image].label;
    const auto repeat = static_cast<std::uint64_t>(visit.repeat);
    const std::uint64_t seed = repeat == 0 ? m_plan.seed : mixBits(m_plan.seed + repeat);
    AugmentationDraw draw = drawAugmentation(m_plan.augmentation, m_dataSet.size, seed, batch.epoch, image);
    if (m_plan.drawsOnly) {
        batch.draws[place] = std::move(draw);
    } else {
        writePixels(batch, place, m_dataSet.pixels->image(image), draw);
    }
}

void BatchLoader::Implementation::writePixels(Batch& batch, std::size_t place, ImageView image,
                                              const AugmentationDraw& draw) const
{
    std::uint8_t* destination = batch.pixels.data() + place * batch.size.bytes();
    if (batch.size == m_dataSet.size) {
        applyAugmentation(draw, image, m_plan.fill.data(), destination);
        return;
    }
    thread_local std::vector<std::uint8_t> augmented;
    augmented.resize(m_dataSet.size.bytes());
    applyAugmentation(draw, image, m_plan.fill.data(), augmented.data());
    const Image small = resizeImage({m_dataSet.size, augmented.data()}, batch.size.height, batch.size.width);
    std::copy(small.pixels.begin(), small.pixels.end(), destination);
}

ImageSize BatchLoader::Implementation::sizeAt(std::int64_t step) const
{
    ImageSize size = m_dataSet.size;
    for (std::size_t i = 0; i < m_plan.stages.size() && m_plan.stages[i].firstStep <= step; ++i) {
        size = m_plan.stages[i].size;
    }
    return size;
}

/// Before the batch is divided over replicas, so that their number does not matter.
void BatchLoader::Implementation::mix(Batch& batch) const
{
    const BatchMix drawn = drawMix(m_plan.augmentation, batch.size, m_plan.seed, batch.step);
    batch.otherLabels.clear();
    batch.share = 1;
    if (drawn.kind == MixKind::None || batch.labels.size() < 2) {
        return;
    }
    mixBatch(drawn, batch.size, batch.labels.size(), batch.pixels.data());
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
