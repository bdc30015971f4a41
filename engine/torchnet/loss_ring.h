#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Event.h>
#include <chrono>
#include <optional>
#include <vector>

#include "engine/torchnet/cross_entropy.h"

namespace saccade {

/// The losses of steps whose work is still queued on a device: kept there, and fetched together every 50 ms or 64
/// steps, so that no step waits for its own. At most one fetch is on its way: the processor is never more than 128
/// steps ahead of the device. One thread.
class LossRing final
{
public:
    explicit LossRing(const c10::Device& device);

    /// The next step's (2) doubles: loss, hits.
    void add(const at::Tensor& sums);

    /// What has arrived since the last call, oldest first. Without `all` it waits only when the ring is full; with it
    /// until everything added is here.
    [[nodiscard]] std::vector<LossSum> take(bool all);

private:
    using Clock = std::chrono::steady_clock;
    void fetch();
    void receive(std::vector<LossSum>& taken);
    [[nodiscard]] bool hasArrived() const { return m_onItsWay > 0 && (!m_event || m_event->query()); }

    c10::Device m_device;
    at::Tensor m_ring;                 // there
    at::Tensor m_host;                 // here, of the fetch that is on its way
    std::int64_t m_added = 0;          // since the last fetch
    std::int64_t m_onItsWay = 0;       // of the last fetch, not received
    std::optional<c10::Event> m_event; // none for the processor, which is done at once
    Clock::time_point m_fetched = Clock::now();
};

} // namespace saccade
