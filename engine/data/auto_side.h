#pragma once

namespace saccade {

/// Side auto: images that are all equal squares up to this stay as they are ...
inline constexpr int kLargestOwnSide = 96;
/// ... others become this.
inline constexpr int kAutoSide = 64;

} // namespace saccade
