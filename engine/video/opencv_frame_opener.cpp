#include "engine/video/opencv_frame_opener.h"

#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>

#include "engine/video/camera_devices.h"
#include "engine/video/camera_frames.h"
#include "engine/video/video_frames.h"

namespace saccade {

std::vector<Camera> OpenCvFrameOpener::findCameras() const
{
    return findCameraDevices("/dev");
}

Result<std::unique_ptr<FrameSource>> OpenCvFrameOpener::openCamera(const std::filesystem::path& device) const
{
    if (const Result<void> usable = checkCameraDevice(device); !usable) {
        return usable.error();
    }
    return openCameraFrames(device);
}

Result<std::unique_ptr<FrameSource>> OpenCvFrameOpener::openVideo(const std::filesystem::path& file) const
{
    return openVideoFrames(file);
}

} // namespace saccade

const saccade::FrameOpener* saccadeFrameOpener()
{
    static const auto opener = [] {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        cv::setNumThreads(1);
        return saccade::OpenCvFrameOpener();
    }();
    return &opener;
}
