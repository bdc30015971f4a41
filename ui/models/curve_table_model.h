#pragma once

#include <QAbstractTableModel>

#include "ui/models/curve_data.h"

namespace saccade {

/// The table twin of the curves: a row for each place of the cursor. data must outlive the model.
class CurveTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Epoch,
        Step,
        Time,
        TrainLoss,
        ValidationLoss,
        TrainAccuracy,
        ValidationAccuracy,
        LearningRate,
        ColumnCount
    };

    explicit CurveTableModel(const CurveData& data, QObject* parent = nullptr);

    /// The data changed. New rows are inserted; anything else resets.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const CurveData& m_data;
    int m_rows = 0;
    bool m_showsSteps = true;
};

/// All points as CSV with a header line, locale-free: a line a step and a line a validation, as they came.
[[nodiscard]] QByteArray curveCsv(const CurveData& data);

} // namespace saccade
