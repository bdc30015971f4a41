#pragma once

#include <QAbstractListModel>
#include <QUndoStack>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// What a person changes of the open data set: relabels, moves and exclusions, each of which can be undone. As a list:
/// the changes that the run shown does not know of, in the order of the images' names. UI thread.
class ImageChangesModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        ImageRole = Qt::UserRole + 1 ///< int: place in the data set, -1 when the image is gone
    };

    explicit ImageChangesModel(QObject* parent = nullptr);

    /// Takes the set's changes. Undo ends where another set begins, or changes that are not this model's.
    void setDataSet(const DataSet& dataSet);
    /// The changes that the run shown was trained with.
    void setKnown(const DataChanges& known);

    /// Images are places in the data set; those that are so already are left alone.
    void relabel(const std::vector<std::int32_t>& images, std::int32_t label);
    /// Test images can be excluded and taken back, nothing else.
    void place(const std::vector<std::int32_t>& images, ImagePlacement placement);
    /// Excludes them, or takes them back when all of them are excluded.
    void toggleExcluded(const std::vector<std::int32_t>& images);
    /// As the run shown knows these images; rows of the list.
    void revert(const std::vector<int>& rows);
    void revertAll();
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    /// What is changed of an image, whether the run shown knows of it or not; nothing when nothing is.
    [[nodiscard]] const ImageChange* changeOf(std::int32_t image) const;
    [[nodiscard]] DataChanges changes() const;
    /// Whether the image may move between training and validation.
    [[nodiscard]] bool canMove(std::int32_t image) const;
    /// "now dog", "excluded", "to validation": for the image's tile; "" when nothing is changed.
    [[nodiscard]] QString mark(std::int32_t image) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole names the image and what changes, Qt::DecorationRole is its thumbnail.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

signals:
    /// A person changed something: these are the changes of the data set from now on.
    void changesEdited(const saccade::DataChanges& changes);
    /// Marks and list may have changed.
    void marksChanged();

private:
    friend class ChangeImages;
    using Changes = std::map<std::string, ImageChange>;

    /// The change of an image, or one that changes nothing.
    [[nodiscard]] ImageChange changeFor(std::int32_t image) const;
    void edit(const QString& text, const std::vector<ImageChange>& wanted);
    void put(const std::vector<ImageChange>& changes);
    void listPending();
    [[nodiscard]] bool isKnown(std::int32_t image) const;
    [[nodiscard]] const Sample& unchanged(std::int32_t image) const;
    [[nodiscard]] QString describe(const ImageChange& change) const;
    [[nodiscard]] std::int32_t imageNamed(const std::string& name) const;

    DataSet m_dataSet;
    std::unordered_map<std::string, std::int32_t> m_images; ///< by name
    Changes m_changes;
    Changes m_known;
    std::vector<ImageChange> m_pending; ///< rows; one that changes nothing takes back what the run knows
    QUndoStack m_undo;
};

} // namespace saccade
