#include "ui/models/top_confusions_model.h"

#include "ui/text/format.h"

namespace saccade {

namespace {
constexpr std::size_t kShown = 100;
} // namespace

TopConfusionsModel::TopConfusionsModel(QObject* parent) : QAbstractTableModel(parent) {}

void TopConfusionsModel::setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames)
{
    beginResetModel();
    m_confusions = topConfusions(matrix, kShown);
    m_classNames = classNames;
    m_mistakes = matrix.total() - matrix.correct();
    endResetModel();
}

int TopConfusionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_confusions.size());
}

int TopConfusionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TopConfusionsModel::text(const ClassConfusion& confusion, int column) const
{
    switch (column) {
    case NameColumn:
        //: a class and the class that it was taken for
        return tr("%1 → %2").arg(m_classNames.value(confusion.truth), m_classNames.value(confusion.predicted));
    case CountColumn: return formatCount(confusion.count);
    case MistakesColumn:
        return formatPercent(static_cast<double>(confusion.count) / static_cast<double>(m_mistakes), 1);
    default: return formatPercent(confusion.shareOfTruth, 1);
    }
}

QString TopConfusionsModel::sentence(const ClassConfusion& confusion) const
{
    return tr("%1 taken for %2: %3, which is %4 of all mistakes and %5 of %1")
        .arg(m_classNames.value(confusion.truth), m_classNames.value(confusion.predicted), text(confusion, CountColumn),
             text(confusion, MistakesColumn), text(confusion, ClassColumn));
}

QVariant TopConfusionsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return text(confusion(index.row()), index.column());
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? sentence(confusion(index.row()))
                                            : text(confusion(index.row()), index.column());
    case Qt::ToolTipRole: return sentence(confusion(index.row()));
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant TopConfusionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn: return tr("Top confusions");
    case CountColumn: return tr("Images");
    case MistakesColumn: return tr("Of mistakes");
    default: return tr("Of the class");
    }
}

} // namespace saccade
