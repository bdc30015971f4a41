#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/session/export_session.h"

namespace saccade {

/// The written formats of a run with all that the check found. UI thread.
class ExportTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        FormatColumn,
        SizeColumn,
        ImageColumn,      ///< milliseconds of one image in the file's network
        PreprocessColumn, ///< of decoding and resizing
        ProgramColumn,    ///< of one image in the program's own
        DifferenceColumn,
        ChangedColumn,
        BeforeColumn, ///< accuracy
        AfterColumn,
        RuntimeColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Those with a report are shown.
    void setOutcomes(const std::vector<ExportOutcome>& outcomes);
    [[nodiscard]] const ExportReport& report(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ExportReport> m_reports;
};

} // namespace saccade
