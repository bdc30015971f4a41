#pragma once

#include <c10/core/Device.h>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/training/trainer.h"

namespace saccade {

/// The CPU first, then every accelerator that LibTorch reports. Any thread.
[[nodiscard]] std::vector<DeviceInfo> listDevices();

/// "auto" is the first accelerator, else the CPU. DeviceUnavailable names what was asked for. Any thread.
[[nodiscard]] Result<c10::Device> resolveDevice(const std::string& name);

} // namespace saccade
