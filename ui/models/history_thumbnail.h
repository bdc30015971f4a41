#pragma once

#include <QByteArray>
#include <QImage>

namespace saccade {

inline constexpr int kHistoryThumbnailSide = 128;

/// The picture itself when it is no larger, else reduced to that side. UI thread, as all of this file.
[[nodiscard]] QImage historyThumbnail(const QImage& picture);

/// A small picture as a PNG, which loses nothing, any other as a JPEG. Empty for a null picture.
[[nodiscard]] QByteArray encodeThumbnail(const QImage& thumbnail);
/// Null for anything but a PNG or a JPEG of at most kHistoryThumbnailSide; its header is read before its pixels are.
[[nodiscard]] QImage decodeThumbnail(const QByteArray& file);

} // namespace saccade
