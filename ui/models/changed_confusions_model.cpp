#include "ui/models/changed_confusions_model.h"

#include <cstdlib>

#include "ui/text/format.h"

namespace saccade {

namespace {

QString difference(const ChangedConfusion& confusion)
{
    const std::int64_t more = confusion.b - confusion.a;
    return withSign(static_cast<double>(more), formatCount(std::abs(more)));
}

QVariant alignmentOf(int column)
{
    return {(column == ChangedConfusionsModel::NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter};
}

} // namespace

ChangedConfusionsModel::ChangedConfusionsModel(QObject* parent) : QAbstractTableModel(parent) {}

void ChangedConfusionsModel::setRuns(std::shared_ptr<const ComparedRuns> runs, const QStringList& classNames)
{
    beginResetModel();
    m_runs = std::move(runs);
    m_classNames = classNames;
    endResetModel();
}

const ChangedConfusion& ChangedConfusionsModel::confusion(int row) const
{
    return m_runs->comparison.confusions[static_cast<std::size_t>(row)];
}

int ChangedConfusionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_runs == nullptr ? 0 : static_cast<int>(m_runs->comparison.confusions.size());
}

int ChangedConfusionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangedConfusionsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return alignmentOf(index.column());
    }
    const ChangedConfusion& changed = confusion(index.row());
    const bool isName = index.column() == NameColumn;
    if (role == Qt::ToolTipRole || (role == Qt::AccessibleTextRole && isName)) {
        return tr("%1 taken for %2: A %3, B %4")
            .arg(m_classNames.value(changed.truth), m_classNames.value(changed.predicted), formatCount(changed.a),
                 formatCount(changed.b));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case NameColumn: return tr("%1 → %2").arg(m_classNames.value(changed.truth), m_classNames.value(changed.predicted));
    case AColumn: return formatCount(changed.a);
    case BColumn: return formatCount(changed.b);
    default: return difference(changed);
    }
}

QVariant ChangedConfusionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return alignmentOf(section);
    }
    if (role == Qt::ToolTipRole) {
        return section == NameColumn ? tr("Truth → what it was taken for; the largest change first") : QVariant();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn: return tr("Confusion");
    case AColumn: return tr("A");
    case BColumn: return tr("B");
    default: return tr("B less A");
    }
}

} // namespace saccade
