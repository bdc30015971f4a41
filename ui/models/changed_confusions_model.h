#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <memory>

#include "engine/session/comparison_session.h"

namespace saccade {

/// What two runs confuse, where they do not do so equally often; the largest change first. UI thread.
class ChangedConfusionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        AColumn,
        BColumn,
        DifferenceColumn, ///< B less A, with its sign, in images
        ColumnCount
    };

    explicit ChangedConfusionsModel(QObject* parent = nullptr);

    void setRuns(std::shared_ptr<const ComparedRuns> runs, const QStringList& classNames);

    [[nodiscard]] const ChangedConfusion& confusion(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const ComparedRuns> m_runs;
    QStringList m_classNames;
};

} // namespace saccade
