#include "ui/models/history_thumbnail.h"

#include <QBuffer>
#include <QImageReader>

namespace saccade {

namespace {

constexpr int kLosslessSide = 64;
constexpr int kJpegQuality = 90;

} // namespace

QImage historyThumbnail(const QImage& picture)
{
    if (picture.width() <= kHistoryThumbnailSide && picture.height() <= kHistoryThumbnailSide) {
        return picture;
    }
    return picture.scaled(kHistoryThumbnailSide, kHistoryThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QByteArray encodeThumbnail(const QImage& thumbnail)
{
    if (thumbnail.isNull()) {
        return {};
    }
    const bool isSmall = thumbnail.width() <= kLosslessSide && thumbnail.height() <= kLosslessSide;
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    const bool isWritten = isSmall ? thumbnail.save(&buffer, "PNG") : thumbnail.save(&buffer, "JPEG", kJpegQuality);
    return isWritten ? file : QByteArray();
}

QImage decodeThumbnail(const QByteArray& file)
{
    for (const char* format : {"png", "jpeg"}) {
        QBuffer buffer;
        buffer.setData(file);
        QImageReader reader(&buffer, format);
        reader.setAutoDetectImageFormat(false);
        const QSize size = reader.canRead() ? reader.size() : QSize();
        if (!size.isEmpty() && size.width() <= kHistoryThumbnailSide && size.height() <= kHistoryThumbnailSide) {
            return reader.read();
        }
    }
    return {};
}

} // namespace saccade
