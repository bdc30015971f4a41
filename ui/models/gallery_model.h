#pragma once

#include <QAbstractListModel>
#include <memory>
#include <optional>
#include <vector>

#include "engine/data/data_set.h"
#include "engine/metrics/image_order.h"
#include "engine/training/events.h"
#include "ui/models/gallery_filter.h"

namespace saccade {

class ImageChangesModel;

/// The images behind a cell, a row, a column or all of an evaluation, as a list for the grid: thumbnail, predicted
/// class, and the figure that the order goes by. Rows are places in the prediction table. UI thread; the orders come
/// ready, so that another order or filter of 60,000 images is a walk over them.
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
    /// orders: of the table; without them images stand in the order of the data.
    void setPredictions(std::shared_ptr<const PredictionTable> table, const DataSet& dataSet,
                        const QStringList& classNames, std::shared_ptr<const ImageOrders> orders = nullptr);
    void setFilter(const GalleryFilter& filter);
    [[nodiscard]] const GalleryFilter& filter() const { return m_filter; }
    /// By margin, images whose margins are not known are shown least confident first.
    void setOrder(ImageOrder order);
    [[nodiscard]] bool hasMargins() const { return m_orders != nullptr && !m_orders->margins.empty(); }

    [[nodiscard]] const std::shared_ptr<const PredictionTable>& table() const { return m_table; }
    [[nodiscard]] const std::shared_ptr<const ImageOrders>& orders() const { return m_orders; }
    [[nodiscard]] const DataSet& dataSet() const { return m_dataSet; }
    [[nodiscard]] const QStringList& classNames() const { return m_classNames; }
    /// The row that shows a place, or -1. O(rows).
    [[nodiscard]] int rowOf(std::size_t place) const;
    /// Place in the prediction table of a row.
    [[nodiscard]] std::size_t place(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// Place in the data set of a row.
    [[nodiscard]] std::int32_t image(int row) const { return m_table->indices[place(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void refresh();
    [[nodiscard]] ImageOrder shownOrder() const;
    [[nodiscard]] QString figure(std::size_t place) const;
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
    std::shared_ptr<const ImageOrders> m_orders;
    GalleryFilter m_filter;
    ImageOrder m_order = ImageOrder::MostConfident;
    std::vector<std::size_t> m_rows;
};

/// A stored image as a QImage that owns its pixels.
[[nodiscard]] class QImage toQImage(const ImageView& view);

} // namespace saccade
