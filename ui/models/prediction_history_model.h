#pragma once

#include <QAbstractListModel>
#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QSize>
#include <QStringList>
#include <deque>
#include <optional>

#include "engine/session/predict_session.h"

namespace saccade {

/// What a second network says of an image.
struct ComparedAnswer
{
    QString modelTitle;
    std::filesystem::path modelSource; ///< see Model::source
    QStringList classNames;
    std::vector<float> probabilities; ///< empty on an error
    std::optional<double> rejectThreshold;
    std::optional<Error> error;
    std::int64_t fileTime = 0; ///< of what it saw, see lastChangeOf()
};

/// An answered image as the history keeps it.
struct HistoryEntry
{
    std::uint64_t id = 0; ///< of the session that answered; those from an earlier start have ids of their own
    QString name;         ///< for people
    std::filesystem::path file;
    std::int64_t fileTime = 0; ///< see lastChangeOf()
    QString modelTitle;
    std::filesystem::path modelSource; ///< see Model::source
    QStringList classNames;
    QSize originalSize;
    QImage picture;                         ///< as dropped, reduced; null when it could not be read
    QImage input;                           ///< the network's own pixels; null when they are not kept any more
    ImageSize inputSize;                    ///< theirs
    ResizeMode resize = ResizeMode::Squash; ///< how they came from the picture
    QImage thumbnail;
    QByteArray thumbnailFile; ///< the same, encoded
    std::vector<float> probabilities;
    std::optional<double> rejectThreshold; ///< of the model that answered
    AnswerTimes times;
    std::optional<Error> error;
    QDateTime when;
    std::optional<ComparedAnswer> second; ///< of a network beside it
};
/// Whether the likeliest class has less probability than the model accepts.
[[nodiscard]] bool isUnknown(const HistoryEntry& entry);
/// Whether no more than the thumbnail is there: the picture, or the network's pixels, could come from the file again.
[[nodiscard]] bool isReduced(const HistoryEntry& entry);
/// Without thumbnail and time: for what is looked at and not kept.
[[nodiscard]] HistoryEntry shownEntry(const Prediction& prediction);
[[nodiscard]] HistoryEntry historyEntry(const Prediction& prediction, const QDateTime& when);

/// What was classified, newest first. It keeps the newest kCapacity entries; the oldest go. Pictures together stay
/// below kPictureBytes: beyond that the oldest are reduced to thumbnails. UI thread.
class PredictionHistoryModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        ConfidenceRole = Qt::UserRole + 1, ///< float 0..1, invalid on an error
        NameRole,                          ///< QString
        AgeRole,                           ///< QString, see refreshAges()
        IsErrorRole,                       ///< bool
        IsUnknownRole                      ///< bool, see isUnknown()
    };
    static constexpr int kCapacity = 200;
    static constexpr qint64 kPictureBytes = 128'000'000;

    explicit PredictionHistoryModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole is the class or "Unknown", Qt::DecorationRole a QImage, Qt::AccessibleTextRole a sentence.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// An entry without an id of its own gets one.
    void add(HistoryEntry entry);
    /// Behind what is there, as far as it has room.
    void restore(std::vector<HistoryEntry> older);
    void clear();
    /// What the last clear() took comes back, behind what came since.
    void undoClear();
    [[nodiscard]] bool canUndoClear() const { return !m_cleared.empty(); }
    void setPicture(std::uint64_t id, const QImage& picture, const QImage& input);
    void setSecond(std::uint64_t id, ComparedAnswer answer);
    /// The threshold of all answers of that model, from now on.
    void judge(const std::filesystem::path& modelSource, std::optional<double> threshold);
    /// Counts the ages up to `now`.
    void refreshAges(const QDateTime& now);
    [[nodiscard]] const HistoryEntry& entry(int row) const;
    [[nodiscard]] int rowOf(std::uint64_t id) const; ///< -1 when it is gone
    [[nodiscard]] const std::deque<HistoryEntry>& entries() const { return m_entries; }
    /// One line an entry, newest first.
    [[nodiscard]] QString csv() const;

signals:
    void contentChanged(); ///< what is worth keeping; not the ages

private:
    void boundPictures();
    void dropOldest();
    [[nodiscard]] QString age(const HistoryEntry& entry) const;

    mutable std::deque<HistoryEntry> m_entries; ///< mutable: thumbnails are unpacked when they are looked at
    std::deque<HistoryEntry> m_cleared;
    QDateTime m_now;
    std::uint64_t m_lastOwnId = std::uint64_t{1} << 63; ///< far from those of any session
};

} // namespace saccade
