#include "engine/data/batch_ring.h"

namespace saccade {

BatchRing::BatchRing(std::size_t slots, std::int64_t steps) : m_slots(slots), m_steps(steps) {}

Batch* BatchRing::claim()
{
    std::unique_lock lock(m_mutex);
    m_slotFreed.wait(lock, [this] {
        return m_closed || m_claimed >= m_steps || m_claimed < m_freed + static_cast<std::int64_t>(m_slots.size());
    });
    if (m_closed || m_claimed >= m_steps) {
        return nullptr;
    }
    Batch& batch = slotOf(m_claimed).batch;
    batch.step = m_claimed++;
    return &batch;
}

void BatchRing::markReady(const Batch& batch)
{
    {
        const std::lock_guard lock(m_mutex);
        slotOf(batch.step).isReady = true;
    }
    m_batchReady.notify_one();
}

const Batch* BatchRing::take()
{
    std::unique_lock lock(m_mutex);
    if (m_freed < m_taken) {
        slotOf(m_freed).isReady = false;
        m_freed = m_taken;
        m_slotFreed.notify_all();
    }
    if (m_taken >= m_steps) {
        return nullptr;
    }
    m_batchReady.wait(lock, [this] { return m_closed || slotOf(m_taken).isReady; });
    return m_closed ? nullptr : &slotOf(m_taken++).batch;
}

void BatchRing::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_slotFreed.notify_all();
    m_batchReady.notify_all();
}

} // namespace saccade
