#pragma once

#include <QAbstractListModel>
#include <memory>
#include <optional>
#include <vector>

#include "engine/data/data_set.h"
#include "engine/training/events.h"

namespace saccade {

class ImageChangesModel;

enum class GalleryOrder
{
    MostConfident,
    LeastConfident,
    LargestLoss,
    DataOrder
};

/// The images behind a cell, a row, a column or all of an evaluation, as a list for the grid: thumbnail, predicted
/// class, confidence. Rows are places in the prediction table. UI thread; filtering 100,000 predictions takes some ms.
class GalleryModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit GalleryModel(int captionRole, int noteRole, int emphasisRole, QObject* parent = nullptr);

    /// What a person changed of images is shown in their captions, with an icon's name in `badgeRole`; changes outlives
    /// this model.
    void setChanges(const ImageChangesModel* changes, int badgeRole);
    /// The same images, otherwise labelled: rows stay.
    void setDataSet(const DataSet& dataSet);

    /// A data set whose id the predictions belong to, or one with count() 0: then cells have no picture.
    void setPredictions(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet,
                        const QStringList& classNames);
    /// Only images with this truth and this prediction; nothing = any.
    void setFilter(std::optional<int> truth, std::optional<int> predicted);
    /// Only these places of the prediction table, on top of the filter; setFilter() forgets them.
    void setPlaces(std::vector<std::size_t> places);
    /// Only mistakes, on top of the filter.
    void setOnlyMistakes(bool only);
    void setOrder(GalleryOrder order);

    /// Place in the prediction table of a row.
    [[nodiscard]] std::size_t place(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// Place in the data set of a row.
    [[nodiscard]] std::int32_t image(int row) const { return m_table->indices[place(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void refresh();
    [[nodiscard]] bool matches(std::size_t place) const;
    [[nodiscard]] QVariant markData(std::int32_t image, int role) const;
    [[nodiscard]] QString describe(std::size_t place) const;

    const ImageChangesModel* m_changes = nullptr;
    int m_badgeRole = -1;
    int m_captionRole;
    int m_noteRole;
    int m_emphasisRole;
    std::shared_ptr<const PredictionTable> m_table;
    DataSet m_dataSet;
    QStringList m_classNames;
    std::optional<int> m_truth;
    std::optional<int> m_predicted;
    std::optional<std::vector<std::size_t>> m_places; // sorted
    bool m_onlyMistakes = false;
    GalleryOrder m_order = GalleryOrder::MostConfident;
    std::vector<std::size_t> m_rows;
};

/// A stored image as a QImage that owns its pixels.
[[nodiscard]] class QImage toQImage(const ImageView& view);

} // namespace saccade
