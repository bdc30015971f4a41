#pragma once

#include <cstdint>

#include "engine/training/image_reader.h"
#include "ui/settings/preferences.h"

namespace saccade {

/// How a user wants the images of one source: remembered by the source.
struct ResizeChoice
{
    ResizeMode mode = ResizeMode::Squash;
    int side = 0; ///< 0 = auto

    bool operator==(const ResizeChoice&) const = default;
};

[[nodiscard]] ResizeChoice resizeChoiceOf(const Preferences& preferences, const QString& source);
/// Keeps a hundred sources; of more, those go that were not opened lately.
void rememberResizeChoice(Preferences& preferences, const QString& source, const ResizeChoice& choice);

/// What all pixel caches together may use, in whole gigabytes (of 10^9 bytes), 1..1024; 8 until it was changed.
[[nodiscard]] int cacheLimitGigabytes(const Preferences& preferences);
void setCacheLimitGigabytes(Preferences& preferences, int gigabytes);
[[nodiscard]] std::uint64_t cacheLimitBytes(const Preferences& preferences);

/// What every way to open a source in the window asks for: as the user wants it, in the cache, within its limit.
[[nodiscard]] OpenRequest requestFor(const Preferences& preferences, const QString& source,
                                     const std::filesystem::path& cacheFolder);

} // namespace saccade
