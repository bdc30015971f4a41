#include "ui/models/prediction_history_model.h"

#include "ui/models/gallery_model.h"
#include "ui/models/prediction_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr int kHistoryThumbnailSide = 128;

QImage pictureOf(const Image& image)
{
    return image.isEmpty() ? QImage() : toQImage(viewOf(image));
}

QImage thumbnailOf(const QImage& picture)
{
    if (picture.width() <= kHistoryThumbnailSide && picture.height() <= kHistoryThumbnailSide) {
        return picture;
    }
    return picture.scaled(kHistoryThumbnailSide, kHistoryThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QString reasonOf(const HistoryEntry& entry)
{
    const QString reason = entry.error ? errorReason(entry.error->code) : QString();
    return reason.left(1).toUpper() + reason.mid(1);
}

std::optional<RankedClass> answer(const HistoryEntry& entry)
{
    const std::vector<RankedClass> top = topClasses(entry.probabilities, 1);
    return top.empty() ? std::nullopt : std::optional(top.front());
}

} // namespace

bool isUnknown(const HistoryEntry& entry)
{
    const std::optional<RankedClass> top = answer(entry);
    return top && entry.rejectThreshold && static_cast<double>(top->probability) < *entry.rejectThreshold;
}

HistoryEntry shownEntry(const Prediction& prediction)
{
    HistoryEntry entry;
    entry.id = prediction.id;
    entry.name = displayName(prediction.name);
    entry.file = prediction.file;
    entry.modelTitle = displayName(prediction.modelTitle);
    for (const std::string& name : prediction.classNames) {
        entry.classNames.append(displayName(name));
    }
    entry.originalSize = {prediction.originalSize.width, prediction.originalSize.height};
    entry.picture = pictureOf(prediction.image.original);
    entry.input = pictureOf(prediction.image.input);
    entry.resize = prediction.resize;
    entry.probabilities = prediction.probabilities;
    entry.rejectThreshold = prediction.rejectThreshold;
    entry.decodeMs = prediction.decodeMs;
    entry.networkMs = prediction.networkMs;
    entry.error = prediction.error;
    return entry;
}

HistoryEntry historyEntry(const Prediction& prediction, const QDateTime& when)
{
    HistoryEntry entry = shownEntry(prediction);
    entry.thumbnail = thumbnailOf(entry.picture);
    entry.when = when;
    return entry;
}

PredictionHistoryModel::PredictionHistoryModel(QObject* parent)
    : QAbstractListModel(parent), m_now(QDateTime::currentDateTime())
{}

int PredictionHistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PredictionHistoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const HistoryEntry& shown = entry(index.row());
    const std::optional<RankedClass> top = answer(shown);
    const QString known = top ? shown.classNames.value(top->index) : reasonOf(shown);
    const QString title = isUnknown(shown) ? tr("Unknown") : known;
    switch (role) {
    case Qt::DisplayRole: return title;
    case Qt::DecorationRole: return shown.thumbnail;
    case Qt::ToolTipRole: return shown.file.empty() ? shown.name : displayName(shown.file.string());
    case Qt::AccessibleTextRole:
        return top ? tr("%1, %2, %3, %4")
                         .arg(title, formatPercent(static_cast<double>(top->probability), 1), shown.name, age(shown))
                   : tr("%1, %2, %3").arg(title, shown.name, age(shown));
    case ConfidenceRole: return top ? QVariant(top->probability) : QVariant();
    case NameRole: return shown.name;
    case AgeRole: return age(shown);
    case IsErrorRole: return shown.error.has_value();
    case IsUnknownRole: return isUnknown(shown);
    default: return {};
    }
}

void PredictionHistoryModel::add(HistoryEntry entry)
{
    beginInsertRows({}, 0, 0);
    m_entries.push_front(std::move(entry));
    endInsertRows();
    if (rowCount() > kCapacity) {
        beginRemoveRows({}, kCapacity, rowCount() - 1);
        m_entries.resize(kCapacity);
        endRemoveRows();
    }
    boundPictures();
}

void PredictionHistoryModel::boundPictures()
{
    qint64 bytes = 0;
    for (HistoryEntry& entry : m_entries) {
        bytes += entry.picture.sizeInBytes();
        if (bytes > kPictureBytes && entry.picture.size() != entry.thumbnail.size()) {
            bytes -= entry.picture.sizeInBytes();
            entry.picture = entry.thumbnail;
        }
    }
}

void PredictionHistoryModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

void PredictionHistoryModel::refreshAges(const QDateTime& now)
{
    m_now = now;
    if (rowCount() > 0) {
        emit dataChanged(index(0), index(rowCount() - 1), {AgeRole, Qt::AccessibleTextRole});
    }
}

QString PredictionHistoryModel::age(const HistoryEntry& entry) const
{
    return ageText(entry.when.secsTo(m_now));
}

} // namespace saccade
