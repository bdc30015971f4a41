#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace saccade {

/// Axes in percent around a square of shares: x from 0 to 1, y from 0 to yHigh. A plain value.
struct ShareAxes
{
    QRectF area; ///< of the data
    double yHigh = 1;

    [[nodiscard]] QPointF at(double x, double y) const;
};

/// Grid, percents and titles into size, in the theme's colours and caption font; returns where the data lie.
[[nodiscard]] ShareAxes paintShareAxes(QPainter& painter, const QSizeF& size, const QString& xTitle,
                                       const QString& yTitle, double yHigh = 1);

} // namespace saccade
