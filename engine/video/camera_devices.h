#pragma once

#include "engine/training/frame_source.h"

namespace saccade {

/// The files "video0", "video1", ... of a folder that are Video4Linux devices which give pictures, by number. Devices
/// that this user may not open are left out. Blocks some ms.
[[nodiscard]] std::vector<Camera> findCameraDevices(const std::filesystem::path& folder);

/// Whether it could be opened now: CameraMissing, CameraBusy, FileUnreadable. Blocks some ms.
[[nodiscard]] Result<void> checkCameraDevice(const std::filesystem::path& device);

} // namespace saccade
