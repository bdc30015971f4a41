#include "ui/models/class_table_model.h"

#include <QCollator>
#include <QImage>
#include <algorithm>

#include "ui/models/gallery_model.h"
#include "ui/text/format.h"

namespace saccade {

ClassTableModel::ClassTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void ClassTableModel::setDataSet(const DataSet& dataSet)
{
    beginResetModel();
    m_dataSet = dataSet;
    m_totals = {};
    m_rows.assign(dataSet.classNames.size(), {});
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].label = static_cast<int>(i);
        m_rows[i].name = displayName(dataSet.classNames[i]);
    }
    for (std::size_t i = 0; i < dataSet.count(); ++i) {
        const Sample& sample = (*dataSet.samples)[i];
        if (sample.part == Part::Excluded) {
            continue;
        }
        Row& row = m_rows[static_cast<std::size_t>(sample.label)];
        const auto part = static_cast<std::size_t>(sample.part);
        ++row.images;
        ++row.parts[part];
        ++m_totals[part];
        if (row.first < 0) {
            row.first = static_cast<std::int64_t>(i);
        }
    }
    applyOrder();
    endResetModel();
}

int ClassTableModel::rowOf(int label) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [label](const Row& row) { return row.label == label; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ClassTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClassTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ClassTableModel::describe(const Row& row) const
{
    return tr("%1: %2 training, %3 validation, %4 test")
        .arg(row.name, formatCount(row.parts[0]), formatCount(row.parts[1]), formatCount(row.parts[2]));
}

QVariant ClassTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn     ? QVariant(row.name)
               : index.column() == ImagesColumn ? QVariant(formatCount(row.images))
                                                : QVariant();
    case Qt::DecorationRole:
        if (index.column() == NameColumn && row.first >= 0 && m_dataSet.thumbnails) {
            return toQImage(m_dataSet.thumbnails->image(static_cast<std::size_t>(row.first)));
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(index.column() == ImagesColumn ? Qt::AlignRight | Qt::AlignVCenter
                                                                                : Qt::AlignLeft | Qt::AlignVCenter));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: return describe(row);
    case LabelRole: return row.label;
    case SharesRole: {
        QList<double> shares;
        for (const std::int64_t part : row.parts) {
            shares.append(row.images > 0 ? static_cast<double>(part) / static_cast<double>(row.images) : 0.0);
        }
        return QVariant::fromValue(shares);
    }
    default: return {};
    }
}

QVariant ClassTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return section == NameColumn     ? tr("Class")
               : section == ImagesColumn ? tr("Images")
                                         : tr("Training, validation, test");
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment((section == ImagesColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    return {};
}

void ClassTableModel::sort(int column, Qt::SortOrder order)
{
    if (column == PartsColumn) {
        return;
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<int> labels;
    for (const QModelIndex& index : before) {
        labels.push_back(m_rows[static_cast<std::size_t>(index.row())].label);
    }
    m_sortColumn = column;
    m_sortOrder = order;
    applyOrder();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        after.append(index(rowOf(labels[static_cast<std::size_t>(i)]), before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

void ClassTableModel::applyOrder()
{
    // the C locale knows no numeric order
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    const bool ascends = m_sortOrder == Qt::AscendingOrder;
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](const Row& a, const Row& b) {
        if (m_sortColumn == ImagesColumn && a.images != b.images) {
            return ascends ? a.images < b.images : a.images > b.images;
        }
        const int order = collator.compare(a.name, b.name);
        const bool byName = m_sortColumn == NameColumn;
        return order != 0 ? (byName && !ascends ? order > 0 : order < 0) : a.label < b.label;
    });
}

} // namespace saccade
