#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QImage>
#include <QSize>
#include <QStringList>
#include <deque>
#include <optional>

#include "engine/session/predict_session.h"

namespace saccade {

/// An answered image as the history keeps it.
struct HistoryEntry
{
    std::uint64_t id = 0;
    QString name; ///< for people
    std::filesystem::path file;
    QString modelTitle;
    QStringList classNames;
    QSize originalSize;
    QImage picture;                         ///< as dropped, reduced; null when it could not be read
    QImage input;                           ///< the network's own pixels
    ResizeMode resize = ResizeMode::Squash; ///< how they came from the picture
    QImage thumbnail;
    std::vector<float> probabilities;
    std::optional<double> rejectThreshold; ///< of the model that answered
    double decodeMs = 0;
    double networkMs = 0;
    std::optional<Error> error;
    QDateTime when;
};
/// Whether the likeliest class has less probability than the model accepts.
[[nodiscard]] bool isUnknown(const HistoryEntry& entry);
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

    void add(HistoryEntry entry);
    void clear();
    /// Counts the ages up to `now`.
    void refreshAges(const QDateTime& now);
    [[nodiscard]] const HistoryEntry& entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// One line an entry, newest first.
    [[nodiscard]] QString csv() const;

private:
    void boundPictures();
    [[nodiscard]] QString age(const HistoryEntry& entry) const;

    std::deque<HistoryEntry> m_entries;
    QDateTime m_now;
};

} // namespace saccade
