#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

#include "engine/data/batch_loader.h"

namespace saccade {

/// The batches between the loader's threads and the training step: a ring whose slot `step % slots` is filled by the
/// one thread that claimed the step, so that order never depends on who was faster. Buffers are reused. Any thread.
class BatchRing final
{
public:
    BatchRing(std::size_t slots, std::int64_t steps);

    /// Blocks until a slot is free. nullptr when no step is left or the ring was closed; else the batch to fill, with
    /// its step set.
    Batch* claim();
    void markReady(const Batch& batch);
    /// Blocks until the next step's batch is ready; frees the one before. nullptr after the last. One consumer.
    const Batch* take();
    /// Wakes all who wait.
    void close();

private:
    struct Slot
    {
        Batch batch;
        bool isReady = false;
    };
    Slot& slotOf(std::int64_t step) { return m_slots[static_cast<std::size_t>(step) % m_slots.size()]; }

    std::mutex m_mutex;
    std::condition_variable m_slotFreed;
    std::condition_variable m_batchReady;
    std::vector<Slot> m_slots;
    const std::int64_t m_steps;
    std::int64_t m_claimed = 0;
    std::int64_t m_taken = 0;
    std::int64_t m_freed = 0;
    bool m_closed = false;
};

} // namespace saccade
