#pragma once

#include "engine/training/frame_source.h"

namespace saccade {

/// FrameOpener::openCamera(), for a device that checkCameraDevice() found usable.
[[nodiscard]] Result<std::unique_ptr<FrameSource>> openCameraFrames(const std::filesystem::path& device);

} // namespace saccade
