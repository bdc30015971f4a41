#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// The confusion matrix as a table: rows are truth, columns prediction, the last of each are totals. The table twin of
/// the picture, and what a screen reader walks. UI thread.
class MatrixModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit MatrixModel(QObject* parent = nullptr);

    void setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames);
    /// Shares of the row instead of counts.
    void setNormalised(bool normalised);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The table as CSV with a header row; counts, whatever is shown.
    [[nodiscard]] QString toCsv() const;

private:
    [[nodiscard]] std::int64_t value(int row, int column) const;

    ConfusionMatrix m_matrix;
    QStringList m_classNames;
    bool m_normalised = false;
};

/// "truth cat, predicted dog, 37, 3.7 % of cat": one cell in words.
[[nodiscard]] QString matrixCellText(const ConfusionMatrix& matrix, const QStringList& classNames, int truth,
                                     int predicted);

} // namespace saccade
