#pragma once

#include <QAbstractTableModel>

#include "engine/metrics/score_curves.h"

namespace saccade {

/// The table twin of a curve: threshold, x, y, all in percent. UI thread.
class RateTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit RateTableModel(QObject* parent = nullptr);

    void setPoints(std::vector<RatePoint> points, const QString& xTitle, const QString& yTitle);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RatePoint> m_points;
    QString m_xTitle;
    QString m_yTitle;
};

} // namespace saccade
