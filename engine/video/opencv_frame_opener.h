#pragma once

#include "engine/training/frame_source.h"

namespace saccade {

/// Cameras by Video4Linux, video files by FFmpeg, both through OpenCV. Any thread.
class OpenCvFrameOpener final : public FrameOpener
{
public:
    [[nodiscard]] std::vector<Camera> findCameras() const override;
    [[nodiscard]] Result<std::unique_ptr<FrameSource>> openCamera(const std::filesystem::path& device) const override;
    [[nodiscard]] Result<std::unique_ptr<FrameSource>> openVideo(const std::filesystem::path& file) const override;
};

} // namespace saccade

/// kFrameOpenerFactory.
extern "C" __attribute__((visibility("default"))) const saccade::FrameOpener* saccadeFrameOpener();
