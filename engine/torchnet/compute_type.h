#pragma once

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

namespace saccade {

/// Where a network is computed, and with what numbers: activations and the weights of convolutions and linear layers
/// have `type`; batch-norm parameters, statistics and the logits are fp32 always.
struct ComputeType
{
    c10::Device device{c10::DeviceType::CPU};
    c10::ScalarType type = c10::ScalarType::Float;
    bool isQueued = !device.is_cpu(); ///< losses stay on the device until asked for, and no step waits for it

    bool operator==(const ComputeType&) const = default;
};

} // namespace saccade
