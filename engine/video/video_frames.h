#pragma once

#include "engine/training/frame_source.h"

namespace saccade {

/// FrameOpener::openVideo().
[[nodiscard]] Result<std::unique_ptr<FrameSource>> openVideoFrames(const std::filesystem::path& file);

} // namespace saccade
