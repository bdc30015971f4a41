#include "ui/widgets/dropped_images.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <algorithm>

#include "engine/data/source_kind.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

struct DropText
{
    Q_DECLARE_TR_FUNCTIONS(saccade::DropText)
};

/// As ImageReader::decode reads them.
const QStringList& suffixes()
{
    static const QStringList all{QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("png"),
                                 QStringLiteral("bmp"), QStringLiteral("webp"), QStringLiteral("gif"),
                                 QStringLiteral("pbm"), QStringLiteral("pgm"),  QStringLiteral("ppm"),
                                 QStringLiteral("pnm")};
    return all;
}

/// Encoded pictures as programs offer them, the lossless ones first: they go through our own decoder like a file.
const QStringList& encodedKinds()
{
    static const QStringList all{QStringLiteral("image/png"), QStringLiteral("image/bmp"), QStringLiteral("image/webp"),
                                 QStringLiteral("image/jpeg"), QStringLiteral("image/gif")};
    return all;
}

PredictInput fileInput(const QFileInfo& file)
{
    const QByteArray path = QFile::encodeName(file.absoluteFilePath());
    return {QFile::encodeName(file.fileName()).toStdString(), std::filesystem::path(path.toStdString())};
}

/// For QDir, which takes no heed of case.
QStringList filePatterns()
{
    QStringList patterns;
    for (const QString& suffix : suffixes()) {
        patterns.append(QStringLiteral("*.") + suffix);
    }
    return patterns;
}

bool hasPixelFiles(const QString& path)
{
    const QStringList names = QDir(path).entryList(QDir::Files);
    return std::any_of(names.begin(), names.end(),
                       [](const QString& name) { return sourceKindOf(name.toStdString()) == SourceKind::Pixels; });
}

bool isFolderForOthers(const QString& path)
{
    if (QFileInfo::exists(path + QLatin1String("/plan.json"))) {
        return true;
    }
    const bool hasImages = QDirIterator(path, filePatterns(), QDir::Files).hasNext();
    return !hasImages && (QDirIterator(path, QDir::Dirs | QDir::NoDotAndDotDot).hasNext() || hasPixelFiles(path));
}

void addFolder(DroppedImages& images, const QString& path)
{
    const QFileInfoList files =
        QDir(path).entryInfoList(filePatterns(), QDir::Files | QDir::Readable, QDir::Name | QDir::IgnoreCase);
    for (const QFileInfo& file : files) {
        images.inputs.push_back(fileInput(file));
    }
    if (files.isEmpty()) {
        images.notes.append(DropText::tr("The folder %1 has no image files directly in it.")
                                .arg(displayName(QFile::encodeName(QFileInfo(path).fileName()).toStdString())));
    }
}

bool addPicture(DroppedImages& images, const QMimeData& mime)
{
    for (const QString& kind : encodedKinds()) {
        const QByteArray bytes = mime.hasFormat(kind) ? mime.data(kind) : QByteArray();
        if (!bytes.isEmpty()) {
            images.inputs.push_back({{}, std::vector<std::uint8_t>(bytes.begin(), bytes.end())});
            return true;
        }
    }
    Image image = mime.hasImage() ? imageOf(qvariant_cast<QImage>(mime.imageData())) : Image();
    if (image.isEmpty()) {
        return false;
    }
    images.inputs.push_back({{}, std::move(image)});
    return true;
}

} // namespace

bool mayHoldImages(const QMimeData& mime)
{
    const QStringList formats = mime.formats();
    return mime.hasUrls() || mime.hasImage() || std::any_of(formats.begin(), formats.end(), [](const QString& kind) {
               return encodedKinds().contains(kind);
           });
}

bool isForOthers(const QMimeData& mime)
{
    const QList<QUrl> urls = mime.urls();
    const auto first = std::find_if(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
    if (first == urls.end()) {
        return false;
    }
    const QString path = first->toLocalFile();
    return QFileInfo(path).isDir() ? isFolderForOthers(path) : sourceKindOf(path.toStdString()) != SourceKind::Other;
}

DroppedImages readDroppedImages(const QMimeData& mime)
{
    DroppedImages images;
    QStringList files;
    const QList<QUrl> urls = mime.urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile()) {
            files.append(url.toLocalFile());
        }
    }
    if (!files.isEmpty()) {
        images = readChosenFiles(files);
    }
    const bool hasAddress = files.size() < urls.size();
    if (files.isEmpty() && !addPicture(images, mime) && hasAddress) {
        images.notes.append(DropText::tr(
            "Saccade fetches nothing from the web. Save the picture first, then drop the file, or copy the "
            "picture itself and paste it."));
    }
    return images;
}

DroppedImages readChosenFiles(const QStringList& paths)
{
    DroppedImages images;
    for (const QString& path : paths) {
        const QFileInfo file(path);
        if (file.isDir()) {
            addFolder(images, path);
        } else {
            images.inputs.push_back(fileInput(file)); // whatever is wrong with it, the decoder says it
        }
    }
    return images;
}

QString imageFilePatterns()
{
    QStringList patterns;
    for (const QString& suffix : suffixes()) {
        patterns.append(QStringLiteral("*.") + suffix);
        patterns.append(QStringLiteral("*.") + suffix.toUpper());
    }
    return patterns.join(QLatin1Char(' '));
}

Image imageOf(const QImage& picture)
{
    if (picture.isNull()) {
        return {};
    }
    QImage flat(picture.size(), QImage::Format_RGB888);
    flat.fill(Qt::white);
    QPainter painter(&flat);
    painter.drawImage(QRect({0, 0}, picture.size()), picture, picture.rect());
    painter.end();
    Image image;
    image.size = {flat.height(), flat.width(), 3};
    image.pixels.reserve(image.size.bytes());
    for (int y = 0; y < flat.height(); ++y) {
        const uchar* line = flat.constScanLine(y);
        image.pixels.insert(image.pixels.end(), line, line + 3 * static_cast<std::ptrdiff_t>(flat.width()));
    }
    return image;
}

} // namespace saccade
