#include "ui/models/prediction_history_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/training/reject_rule.h"
#include "ui/models/gallery_model.h"
#include "ui/models/history_thumbnail.h"
#include "ui/models/prediction_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

QImage pictureOf(const Image& image)
{
    return image.isEmpty() ? QImage() : toQImage(viewOf(image));
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
    return top && isRejected(static_cast<double>(top->probability), entry.rejectThreshold);
}

bool isReduced(const HistoryEntry& entry)
{
    const bool isSmaller = entry.picture.size() == entry.thumbnail.size() && entry.picture.size() != entry.originalSize;
    return !entry.picture.isNull() && (isSmaller || entry.input.isNull());
}

HistoryEntry shownEntry(const Prediction& prediction)
{
    HistoryEntry entry;
    entry.id = prediction.id;
    entry.name = displayName(prediction.name);
    entry.file = prediction.file;
    entry.fileTime = prediction.fileTime;
    entry.modelTitle = displayName(prediction.modelTitle);
    entry.modelSource = prediction.modelSource;
    for (const std::string& name : prediction.classNames) {
        entry.classNames.append(displayName(name));
    }
    entry.originalSize = {prediction.originalSize.width, prediction.originalSize.height};
    entry.picture = pictureOf(prediction.image.original);
    entry.input = pictureOf(prediction.image.input);
    entry.resize = prediction.resize;
    entry.inputSize = prediction.image.input.size;
    entry.probabilities = prediction.probabilities;
    entry.rejectThreshold = prediction.rejectThreshold;
    entry.times = {prediction.decodeMs, prediction.resizeMs, prediction.networkMs};
    entry.error = prediction.error;
    return entry;
}

HistoryEntry historyEntry(const Prediction& prediction, const QDateTime& when)
{
    HistoryEntry entry = shownEntry(prediction);
    entry.thumbnail = historyThumbnail(entry.picture);
    entry.thumbnailFile = encodeThumbnail(entry.thumbnail);
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
    if (!m_entries.empty() && m_entries.front().classNames == entry.classNames) {
        entry.classNames = m_entries.front().classNames; // shared: a thousand names are kept once
    }
    if (entry.id == 0 || rowOf(entry.id) >= 0) {
        entry.id = ++m_lastOwnId; // of another session, or of none
    }
    beginInsertRows({}, 0, 0);
    m_entries.push_front(std::move(entry));
    endInsertRows();
    dropOldest();
    boundPictures();
    emit contentChanged();
}

void PredictionHistoryModel::restore(std::vector<HistoryEntry> older)
{
    beginResetModel();
    std::move(older.begin(), older.end(), std::back_inserter(m_entries));
    m_entries.resize(std::min<std::size_t>(m_entries.size(), kCapacity));
    endResetModel();
}

void PredictionHistoryModel::dropOldest()
{
    if (rowCount() > kCapacity) {
        beginRemoveRows({}, kCapacity, rowCount() - 1);
        m_entries.resize(kCapacity);
        endRemoveRows();
    }
}

const HistoryEntry& PredictionHistoryModel::entry(int row) const
{
    HistoryEntry& shown = m_entries[static_cast<std::size_t>(row)];
    if (shown.thumbnail.isNull() && !shown.thumbnailFile.isEmpty()) {
        shown.thumbnail = decodeThumbnail(shown.thumbnailFile);
        shown.picture = shown.thumbnail;
        if (shown.thumbnail.isNull()) {
            shown.thumbnailFile.clear(); // no picture: it is not tried again
        }
    }
    return shown;
}

int PredictionHistoryModel::rowOf(std::uint64_t id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [id](const HistoryEntry& entry) { return entry.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void PredictionHistoryModel::setPicture(std::uint64_t id, const QImage& picture, const QImage& input)
{
    const int row = rowOf(id);
    if (row >= 0) {
        HistoryEntry& changed = m_entries[static_cast<std::size_t>(row)];
        changed.picture = picture;
        changed.input = input;
        changed.thumbnail = historyThumbnail(picture);
        boundPictures();
    }
}

void PredictionHistoryModel::setSecond(std::uint64_t id, ComparedAnswer answer)
{
    const int row = rowOf(id);
    if (row >= 0) {
        m_entries[static_cast<std::size_t>(row)].second = std::move(answer);
        emit contentChanged();
    }
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
    m_cleared = std::exchange(m_entries, {});
    endResetModel();
    emit contentChanged();
}

void PredictionHistoryModel::undoClear()
{
    std::deque<HistoryEntry> cleared = std::exchange(m_cleared, {});
    restore({std::make_move_iterator(cleared.begin()), std::make_move_iterator(cleared.end())});
    boundPictures();
    emit contentChanged();
}

void PredictionHistoryModel::judge(const std::filesystem::path& modelSource, std::optional<double> threshold)
{
    for (HistoryEntry& entry : m_entries) {
        if (entry.modelSource == modelSource) {
            entry.rejectThreshold = threshold;
        }
        if (entry.second && entry.second->modelSource == modelSource) {
            entry.second->rejectThreshold = threshold;
        }
    }
    if (rowCount() > 0) {
        emit dataChanged(index(0), index(rowCount() - 1));
        emit contentChanged();
    }
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
