#pragma once

#include <cstdint>
#include <filesystem>

namespace saccade {

/// Where decoded images are kept, how much they use now and what they may use: the limit that was set in the window,
/// else 8 GB.
struct CachePlace
{
    std::filesystem::path folder;
    std::size_t dataSets = 0;
    std::uint64_t bytes = 0;
    std::uint64_t limitBytes = 0;
};

/// Blocks: some milliseconds.
[[nodiscard]] CachePlace cachePlace();

/// The limit alone.
[[nodiscard]] std::uint64_t cacheLimitBytes();

/// The window's settings.json in a folder, as XDG_CONFIG_HOME and HOME say; the limit in it, or the default.
[[nodiscard]] std::uint64_t cacheLimitIn(const std::filesystem::path& settingsFile);

} // namespace saccade
