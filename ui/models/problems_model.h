#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/base/error.h"

namespace saccade {

/// Files that were left out, each with its reason. UI thread.
class ProblemsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit ProblemsModel(QObject* parent = nullptr);

    void setProblems(std::vector<Error> problems);
    /// "24 not an image, 13 damaged or cut short", the most frequent reason first.
    [[nodiscard]] QString summary() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Error> m_problems;
};

} // namespace saccade
