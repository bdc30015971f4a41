#pragma once

#include <string>

namespace saccade {

/// The page at /: choose, drop or paste an image, see the likeliest classes. It is static, holds no secret and loads
/// nothing from elsewhere; the token comes behind the # of its address, which no browser sends anywhere.
[[nodiscard]] const std::string& uploadPage();

/// Its Content-Security-Policy: its own style and script by their digests, calls to this server, pictures from memory.
[[nodiscard]] const std::string& uploadPagePolicy();

} // namespace saccade
