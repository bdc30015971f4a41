#include "engine/torchnet/loss_ring.h"

#include <ATen/DeviceAccelerator.h>
#include <ATen/ops/empty.h>

#include "engine/torchnet/device_memory.h"

namespace saccade {
namespace {

constexpr std::int64_t kRows = 64;
constexpr std::chrono::milliseconds kInterval(50);

} // namespace

LossRing::LossRing(const c10::Device& device)
    : m_device(device),
      m_ring(at::empty({kRows, 2}, at::TensorOptions(at::kDouble).device(device))),
      m_host(emptyFor(device, {kRows, 2}, at::kDouble))
{
    if (!device.is_cpu()) {
        m_event.emplace(device.type());
    }
}

void LossRing::add(const at::Tensor& sums)
{
    m_ring.select(0, m_added).copy_(sums);
    ++m_added;
}

std::vector<LossSum> LossRing::take(bool all)
{
    std::vector<LossSum> taken;
    const bool isDue = all || m_added == kRows || Clock::now() - m_fetched >= kInterval;
    if (hasArrived() || (isDue && m_onItsWay > 0 && (all || m_added == kRows))) {
        receive(taken);
    }
    if (isDue && m_onItsWay == 0 && m_added > 0) {
        fetch();
    }
    if (all && m_onItsWay > 0) {
        receive(taken);
    }
    return taken;
}

/// Rows may be written again at once: the device does its work in order.
void LossRing::fetch()
{
    m_host.copy_(m_ring, !m_device.is_cpu());
    if (m_event) {
        m_event->record(at::accelerator::getCurrentStream(m_device.index()));
    }
    m_onItsWay = std::exchange(m_added, 0);
    m_fetched = Clock::now();
}

void LossRing::receive(std::vector<LossSum>& taken)
{
    if (m_event) {
        m_event->synchronize();
    }
    const auto* row = m_host.const_data_ptr<double>();
    for (std::int64_t i = 0; i < m_onItsWay; ++i, row += 2) {
        taken.push_back({row[0], static_cast<std::int64_t>(row[1])});
    }
    m_onItsWay = 0;
}

} // namespace saccade
