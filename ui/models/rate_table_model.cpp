#include "ui/models/rate_table_model.h"

#include <cmath>

#include "ui/text/format.h"

namespace saccade {

RateTableModel::RateTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void RateTableModel::setPoints(std::vector<RatePoint> points, const QString& xTitle, const QString& yTitle)
{
    beginResetModel();
    m_points = std::move(points);
    m_xTitle = xTitle;
    m_yTitle = yTitle;
    endResetModel();
}

int RateTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

int RateTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant RateTableModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole) {
        return {};
    }
    const RatePoint& point = m_points[static_cast<std::size_t>(index.row())];
    const double value = index.column() == 0 ? point.threshold : index.column() == 1 ? point.x : point.y;
    return std::isfinite(value) ? formatNumber(value * 100, 2) : tr("above all");
}

QVariant RateTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Threshold, %") : section == 1 ? m_xTitle : m_yTitle;
}

} // namespace saccade
