#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

#include "engine/metrics/top_confusions.h"

namespace saccade {

/// The confusions with the most images, most first: what was taken for what, how often, and the shares of all mistakes
/// and of the class. UI thread.
class TopConfusionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        CountColumn,
        MistakesColumn,
        ClassColumn,
        ColumnCount
    };

    explicit TopConfusionsModel(QObject* parent = nullptr);

    void setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames);
    [[nodiscard]] const ClassConfusion& confusion(int row) const { return m_confusions[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const ClassConfusion& confusion, int column) const;
    [[nodiscard]] QString sentence(const ClassConfusion& confusion) const;

    std::vector<ClassConfusion> m_confusions;
    QStringList m_classNames;
    std::int64_t m_mistakes = 0;
};

} // namespace saccade
