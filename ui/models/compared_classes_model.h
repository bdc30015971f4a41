#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <memory>
#include <vector>

#include "engine/session/comparison_session.h"

namespace saccade {

/// Each class with its images and the shares that A and B get right, those that differ most first. UI thread.
class ComparedClassesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        ClassColumn,
        AColumn,
        BColumn,
        DifferenceColumn, ///< B less A, with its sign, in points
        ImagesColumn,
        ColumnCount
    };

    explicit ComparedClassesModel(QObject* parent = nullptr);

    void setRuns(std::shared_ptr<const ComparedRuns> runs, const QStringList& classNames);

    [[nodiscard]] int label(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const ComparedRuns> m_runs;
    QStringList m_classNames;
    std::vector<int> m_order;
};

/// The settings that are not the same in both runs. UI thread.
class ChangedSettingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit ChangedSettingsModel(QObject* parent = nullptr);

    void setRuns(std::shared_ptr<const ComparedRuns> runs);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const ComparedRuns> m_runs;
};

} // namespace saccade
