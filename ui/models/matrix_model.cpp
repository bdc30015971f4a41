#include "ui/models/matrix_model.h"

#include <QCoreApplication>

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

void MatrixModel::setNormalised(bool normalised)
{
    if (m_normalised == normalised) {
        return;
    }
    m_normalised = normalised;
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
        if (!m_normalised || isTotal) {
            return formatCount(count);
        }
        const std::int64_t support = m_matrix.truthTotal(index.row());
        return formatPercent(support == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(support), 1);
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

QString MatrixModel::toCsv() const
{
    QString csv = csvField(tr("truth / predicted"));
    for (const QString& name : m_classNames) {
        csv += QLatin1Char(',') + csvField(name);
    }
    csv += QLatin1String("\r\n");
    for (int row = 0; row < m_matrix.classCount(); ++row) {
        csv += csvField(m_classNames.value(row));
        for (int column = 0; column < m_matrix.classCount(); ++column) {
            csv += QLatin1Char(',') + QString::number(m_matrix.count(row, column));
        }
        csv += QLatin1String("\r\n");
    }
    return csv;
}

QString matrixCellText(const ConfusionMatrix& matrix, const QStringList& classNames, int truth, int predicted)
{
    const std::int64_t count = matrix.count(truth, predicted);
    const std::int64_t support = matrix.truthTotal(truth);
    const double share = support == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(support);
    return QCoreApplication::translate("saccade::Matrix", "truth %1, predicted %2, %3, %4 of %1")
        .arg(classNames.value(truth), classNames.value(predicted), formatCount(count), formatPercent(share, 1));
}

} // namespace saccade
