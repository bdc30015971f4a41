#include "ui/models/suspects_model.h"

#include <QImage>

#include "ui/models/figures_text.h"
#include "ui/models/gallery_model.h"
#include "ui/text/format.h"

namespace saccade {

SuspectsModel::SuspectsModel(QObject* parent) : QAbstractTableModel(parent) {}

void SuspectsModel::setSuspects(std::shared_ptr<const EvaluationFigures> figures, const QStringList& classNames,
                                const DataSet& dataSet)
{
    beginResetModel();
    m_figures = std::move(figures);
    m_classNames = classNames;
    m_dataSet = dataSet;
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

QString SuspectsModel::imageName(const SuspectImage& each) const
{
    const auto image = static_cast<std::size_t>(each.index);
    return image < m_dataSet.count() ? displayName((*m_dataSet.samples)[image].name)
                                     : tr("Image %1").arg(formatCount(std::int64_t{each.index} + 1));
}

QVariant SuspectsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SuspectImage& each = m_figures->suspects[static_cast<std::size_t>(index.row())];
    const auto image = static_cast<std::size_t>(each.index);
    if (role == Qt::DecorationRole && index.column() == ImageColumn && image < m_dataSet.count()) {
        return toQImage(m_dataSet.thumbnails->image(image));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case ImageColumn: return role == Qt::ToolTipRole ? imageName(each) : imageName(each).section(QLatin1Char('/'), -1);
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
