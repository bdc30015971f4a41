#include "engine/video/camera_devices.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

namespace saccade {

namespace {

constexpr std::string_view kPrefix = "video";

class Device final
{
public:
    explicit Device(const std::filesystem::path& path)
        : m_descriptor(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)), m_fault(m_descriptor < 0 ? errno : 0)
    {}
    ~Device()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] int fault() const { return m_fault; } ///< errno of opening, or 0
    template <typename Argument>
    [[nodiscard]] bool ask(unsigned long request, Argument& argument) const
    {
        return m_descriptor >= 0 && ::ioctl(m_descriptor, request, &argument) == 0;
    }

private:
    int m_descriptor;
    int m_fault;
};

/// What the driver says, when the device gives pictures in a way that OpenCV takes. A camera has further devices that
/// give none.
std::optional<v4l2_capability> pictureDevice(const Device& device)
{
    v4l2_capability capability{};
    if (!device.ask(VIDIOC_QUERYCAP, capability)) {
        return {};
    }
    const bool isOneOfSeveral = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0;
    const std::uint32_t able = isOneOfSeveral ? capability.device_caps : capability.capabilities;
    const bool givesPictures = (able & V4L2_CAP_VIDEO_CAPTURE) != 0 && (able & V4L2_CAP_STREAMING) != 0;
    return givesPictures ? std::optional(capability) : std::nullopt;
}

/// -1 for a file that is no "video" and a number.
int numberOf(const std::string& name)
{
    constexpr std::size_t kMostDigits = 4;
    const std::string digits = name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : std::string();
    const bool isNumber = !digits.empty() && digits.size() <= kMostDigits &&
                          std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::stoi(digits) : -1;
}

} // namespace

std::vector<Camera> findCameraDevices(const std::filesystem::path& folder)
{
    std::vector<std::pair<int, std::filesystem::path>> candidates;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (const int number = numberOf(entry.path().filename().string()); number >= 0) {
            candidates.emplace_back(number, entry.path());
        }
    }
    std::sort(candidates.begin(), candidates.end());
    std::vector<Camera> cameras;
    for (const auto& [number, path] : candidates) {
        std::error_code unknown;
        if (!std::filesystem::is_character_file(path, unknown)) {
            continue; // opening a pipe would wait for its other end
        }
        if (const std::optional<v4l2_capability> capability = pictureDevice(Device(path))) {
            const auto* card = reinterpret_cast<const char*>(capability->card);
            cameras.push_back({path, std::string(card, ::strnlen(card, sizeof capability->card))});
        }
    }
    return cameras;
}

Result<void> checkCameraDevice(const std::filesystem::path& device)
{
    std::error_code failed;
    if (!std::filesystem::is_character_file(device, failed)) {
        return Error{ErrorCode::CameraMissing, {}, device};
    }
    const Device opened(device);
    if (const int fault = opened.fault(); fault != 0) {
        const ErrorCode code = fault == EBUSY                      ? ErrorCode::CameraBusy
                               : fault == EACCES || fault == EPERM ? ErrorCode::FileUnreadable
                                                                   : ErrorCode::CameraMissing;
        return Error{code, std::generic_category().message(fault), device};
    }
    if (!pictureDevice(opened)) {
        return Error{ErrorCode::CameraMissing, {}, device};
    }
    // Several programs may have a camera open, one may have its buffers.
    v4l2_requestbuffers buffers{};
    buffers.count = 1;
    buffers.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffers.memory = V4L2_MEMORY_MMAP;
    if (!opened.ask(VIDIOC_REQBUFS, buffers) && errno == EBUSY) {
        return Error{ErrorCode::CameraBusy, {}, device};
    }
    return {};
}

} // namespace saccade
