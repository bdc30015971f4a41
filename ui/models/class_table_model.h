#pragma once

#include <QAbstractTableModel>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// The classes of a data set: picture and name, images, how they are divided. UI thread; setDataSet() walks all samples
/// once, some ms for 100,000.
class ClassTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        ImagesColumn,
        PartsColumn,
        ColumnCount
    };
    enum Role
    {
        LabelRole = Qt::UserRole + 1, ///< int, index into DataSet::classNames
        SharesRole                    ///< QList<double>: shares of the three parts of the class's images, 0..1
    };
    using Counts = std::array<std::int64_t, kPartCount>;

    explicit ClassTableModel(QObject* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    /// Images of each part in the whole data set.
    [[nodiscard]] const Counts& totals() const { return m_totals; }
    /// -1 when there is no such class.
    [[nodiscard]] int rowOf(int label) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By name, or by number of images with the name deciding between equals.
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Row
    {
        int label = 0;
        QString name;
        std::int64_t images = 0;
        Counts parts{};
        std::int64_t first = -1; ///< an image that stands for the class
    };
    void applyOrder();
    [[nodiscard]] QString describe(const Row& row) const;

    DataSet m_dataSet;
    std::vector<Row> m_rows;
    Counts m_totals{};
    int m_sortColumn = NameColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace saccade
