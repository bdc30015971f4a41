#pragma once

#include <QAbstractTableModel>

#include "engine/network/graph_summary.h"

namespace saccade {

/// The layers of a network in the order of execution: name, kind, output shape, parameters, FLOPs.
class LayerTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Kind,
        Output,
        Parameters,
        Flops,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setGraph(const LayerGraph& graph, const GraphSummary& summary);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    LayerGraph m_graph;
    GraphSummary m_summary;
};

/// "64 × 15 × 15", "10".
[[nodiscard]] QString outputShapeText(const OutputShape& shape);
/// "1.9 M", "340".
[[nodiscard]] QString flopsText(std::int64_t flops);

} // namespace saccade
