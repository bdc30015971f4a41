#pragma once

#include <cstdint>
#include <span>

namespace saccade {

/// So many bytes of a file are enough for isVideoHeader().
inline constexpr std::size_t kVideoHeaderBytes = 512;

/// Whether a file that begins so is a container of videos that we read, and no play list, script or text that FFmpeg
/// would follow to other files.
[[nodiscard]] bool isVideoHeader(std::span<const std::uint8_t> begin);

} // namespace saccade
