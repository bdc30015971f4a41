#include "engine/torchnet/devices.h"

#include <ATen/DeviceAccelerator.h>
#include <fstream>
#include <unistd.h>

namespace saccade {
namespace {

std::string processorName()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("model name", 0) == 0) {
            const std::size_t colon = line.find(':');
            return colon + 2 < line.size() ? line.substr(colon + 2) : std::string("CPU");
        }
    }
    return "CPU";
}

DeviceInfo processor()
{
    const auto pages = static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES));
    const auto pageBytes = static_cast<std::int64_t>(sysconf(_SC_PAGE_SIZE));
    return {"cpu", processorName(), pages * pageBytes};
}

/// 0 when the device does not tell.
std::int64_t memoryOf(c10::DeviceIndex index)
{
    try {
        return static_cast<std::int64_t>(at::accelerator::getMemoryInfo(index).second);
    } catch (const std::exception&) {
        return 0;
    }
}

} // namespace

std::vector<DeviceInfo> listDevices()
{
    std::vector<DeviceInfo> devices{processor()};
    const auto accelerator = at::getAccelerator(false);
    if (accelerator.has_value()) {
        const std::string type = c10::DeviceTypeName(*accelerator, true);
        for (c10::DeviceIndex i = 0; i < at::accelerator::deviceCount(); ++i) {
            const std::string id = type + ":" + std::to_string(i);
            devices.push_back({id, type + " " + std::to_string(i), memoryOf(i)});
        }
    }
    return devices;
}

Result<c10::Device> resolveDevice(const std::string& name)
{
    const std::vector<DeviceInfo> devices = listDevices();
    if (name == "auto") {
        return c10::Device(devices.size() > 1 ? devices[1].id : devices[0].id);
    }
    for (const DeviceInfo& device : devices) {
        if (device.id == name) {
            return c10::Device(name);
        }
    }
    return Error{ErrorCode::DeviceUnavailable, name, {}};
}

} // namespace saccade
