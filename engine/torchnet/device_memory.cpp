#include "engine/torchnet/device_memory.h"

#include <ATen/ops/empty.h>

namespace saccade {

at::Tensor emptyFor(const c10::Device& device, at::IntArrayRef shape, c10::ScalarType type)
{
    return at::empty(shape, at::TensorOptions(type).pinned_memory(!device.is_cpu()));
}

at::Tensor sentTo(const c10::Device& device, const at::Tensor& host)
{
    return host.to(host.options().device(device).pinned_memory(false), !device.is_cpu());
}

} // namespace saccade
