#include "ui/models/matrix_model.h"

#include "ui/models/csv_text.h"
#include "ui/text/format.h"

namespace saccade {

MatrixModel::MatrixModel(QObject* parent) : QAbstractTableModel(parent) {}

void MatrixModel::setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames)
{
    beginResetModel();
    m_matrix = matrix;
    m_classNames = classNames;
    endResetModel();
}

void MatrixModel::setValues(MatrixValues values)
{
    if (m_values == values) {
        return;
    }
    m_values = values;
    if (m_matrix.classCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int MatrixModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_matrix.classCount() == 0 ? 0 : m_matrix.classCount() + 1;
}

int MatrixModel::columnCount(const QModelIndex& parent) const
{
    return rowCount(parent);
}

std::int64_t MatrixModel::value(int row, int column) const
{
    const int classes = m_matrix.classCount();
    if (row < classes && column < classes) {
        return m_matrix.count(row, column);
    }
    if (row < classes) {
        return m_matrix.truthTotal(row);
    }
    return column < classes ? m_matrix.predictedTotal(column) : m_matrix.total();
}

QString MatrixModel::share(int row, int column) const
{
    const int all = m_matrix.classCount();
    const std::int64_t whole = value(m_values == MatrixValues::TruthShare ? row : all,
                                     m_values == MatrixValues::PredictedShare ? column : all);
    const double share =
        whole == 0 ? 0.0 : static_cast<double>(m_matrix.count(row, column)) / static_cast<double>(whole);
    return formatPercent(share, m_values == MatrixValues::TotalShare ? 2 : 1);
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const int classes = m_matrix.classCount();
    const bool isTotal = index.row() == classes || index.column() == classes;
    switch (role) {
    case Qt::DisplayRole: {
        const std::int64_t count = value(index.row(), index.column());
        return m_values == MatrixValues::Count || isTotal ? formatCount(count) : share(index.row(), index.column());
    }
    case Qt::EditRole: return static_cast<qlonglong>(value(index.row(), index.column()));
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return isTotal ? data(index, Qt::DisplayRole)
                       : QVariant(matrixCellText(m_matrix, m_classNames, index.row(), index.column()));
    default: return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (section < m_classNames.size()) {
        return m_classNames[section];
    }
    return orientation == Qt::Horizontal ? tr("All of the truth") : tr("All predicted");
}

QString MatrixModel::toText(QChar separator, QString (*field)(const QString&)) const
{
    QString text = field(tr("truth / predicted"));
    for (const QString& name : m_classNames) {
        text += separator + field(name);
    }
    text += QLatin1String("\r\n");
    for (int row = 0; row < m_matrix.classCount(); ++row) {
        text += field(m_classNames.value(row));
        for (int column = 0; column < m_matrix.classCount(); ++column) {
            text += separator + QString::number(m_matrix.count(row, column));
        }
        text += QLatin1String("\r\n");
    }
    return text;
}

QString MatrixModel::toCsv() const
{
    return toText(QLatin1Char(','), csvField);
}

QString MatrixModel::toTsv() const
{
    return toText(QLatin1Char('\t'), tsvField);
}

} // namespace saccade
