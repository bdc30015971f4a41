#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/data/data_changes.h"

namespace saccade {

/// The version of a file of changes; a newer one is FormatTooNew.
inline constexpr int kChangesFormatVersion = 1;

/// A file of changes: JSON with formatVersion and `changes`, a list of image, from, to and, where a person chose the
/// part, placement.
[[nodiscard]] std::string encodeChanges(const DataChanges& changes);
/// Strict: unknown or missing members, an image named twice and a change that changes nothing are FormatInvalid.
[[nodiscard]] Result<DataChanges> decodeChanges(std::string_view text);

template <typename Io>
void describe(Io& io, ImageChange& change)
{
    io("image", change.image);
    io("from", change.from);
    io("to", change.to);
    io.namedOrDefault("placement", change.placement, kImagePlacementNames);
}

} // namespace saccade
