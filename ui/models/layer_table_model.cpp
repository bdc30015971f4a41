#include "ui/models/layer_table_model.h"

#include "ui/text/format.h"

namespace saccade {

void LayerTableModel::setGraph(const LayerGraph& graph, const GraphSummary& summary)
{
    beginResetModel();
    m_graph = graph;
    m_summary = summary;
    endResetModel();
}

int LayerTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::min(m_graph.nodes.size(), m_summary.nodes.size()));
}

int LayerTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = index.column() >= Output;
        return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    const NodeSummary& node = m_summary.nodes[row];
    switch (index.column()) {
    case Name: return QString::fromStdString(m_graph.nodes[row].name);
    case Kind: {
        const std::string_view kind = layerKind(m_graph.nodes[row].layer);
        return QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
    }
    case Output: return outputShapeText(node.output);
    case Parameters: return node.parameters > 0 ? formatCount(node.parameters) : QString();
    case Flops: return node.flops > 0 ? flopsText(node.flops) : QString();
    default: return {};
    }
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((section >= Output ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    const QStringList titles{tr("Layer"), tr("Kind"), tr("Output"), tr("Parameters"), tr("FLOPs")};
    return role == Qt::DisplayRole ? QVariant(titles.at(section)) : QVariant();
}

QString outputShapeText(const OutputShape& shape)
{
    if (shape.isFlat()) {
        return formatCount(shape.channels);
    }
    return QStringLiteral("%1 × %2 × %3").arg(shape.channels).arg(shape.height).arg(shape.width);
}

QString flopsText(std::int64_t flops)
{
    const auto value = static_cast<double>(flops);
    if (value >= 1e9) {
        return LayerTableModel::tr("%1 G").arg(formatNumber(value / 1e9, 2));
    }
    if (value >= 1e6) {
        return LayerTableModel::tr("%1 M").arg(formatNumber(value / 1e6, 1));
    }
    return formatCount(flops);
}

} // namespace saccade
