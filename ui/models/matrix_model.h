#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include "ui/models/matrix_words.h"

namespace saccade {

/// The confusion matrix as a table: rows are truth, columns prediction, the last of each are totals. The table twin of
/// the picture, and what a screen reader walks. UI thread.
class MatrixModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit MatrixModel(QObject* parent = nullptr);

    void setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames);
    /// What the cells say; totals stay counts.
    void setValues(MatrixValues values);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The table as CSV with a header row; counts, whatever is shown.
    [[nodiscard]] QString toCsv() const;
    /// The same with tabs, for spreadsheets that take it from the clipboard.
    [[nodiscard]] QString toTsv() const;

private:
    [[nodiscard]] std::int64_t value(int row, int column) const;
    [[nodiscard]] QString share(int row, int column) const;
    [[nodiscard]] QString toText(QChar separator, QString (*field)(const QString&)) const;

    ConfusionMatrix m_matrix;
    QStringList m_classNames;
    MatrixValues m_values = MatrixValues::Count;
};

} // namespace saccade
