#include "ui/models/suspects_model.h"

#include "ui/models/figures_text.h"
#include "ui/text/format.h"

namespace saccade {

SuspectsModel::SuspectsModel(QObject* parent) : QAbstractTableModel(parent) {}

void SuspectsModel::setSuspects(std::shared_ptr<const EvaluationFigures> figures, const QStringList& classNames)
{
    beginResetModel();
    m_figures = std::move(figures);
    m_classNames = classNames;
    endResetModel();
}

std::size_t SuspectsModel::place(int row) const
{
    return m_figures->suspects[static_cast<std::size_t>(row)].suspect.image;
}

int SuspectsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_figures == nullptr ? 0 : static_cast<int>(m_figures->suspects.size());
}

int SuspectsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SuspectsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const SuspectImage& each = m_figures->suspects[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case ImageColumn: return tr("Image %1").arg(formatCount(static_cast<std::int64_t>(each.suspect.image) + 1));
    case TruthColumn: return m_classNames.value(each.suspect.label);
    case SuggestedColumn:
        //: a class and its probability
        return tr("%1, %2").arg(m_classNames.value(each.suspect.other),
                                formatPercent(each.suspect.otherProbability, 1));
    default: return suspectReason(each.history, m_figures->validations);
    }
}

QVariant SuspectsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case ImageColumn: return tr("Image");
    case TruthColumn: return tr("Label");
    case SuggestedColumn: return tr("May be");
    default: return tr("Why");
    }
}

} // namespace saccade
