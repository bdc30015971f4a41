#include "ui/plots/share_axes.h"

#include <QPainter>
#include <algorithm>

#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kMargin = 12;
constexpr int kSteps = 4;
} // namespace

QPointF ShareAxes::at(double x, double y) const
{
    return {area.left() + std::clamp(x, 0.0, 1.0) * area.width(),
            area.bottom() - std::clamp(y / yHigh, 0.0, 1.0) * area.height()};
}

ShareAxes paintShareAxes(QPainter& painter, const QSizeF& size, const QString& xTitle, const QString& yTitle,
                         double yHigh)
{
    painter.setFont(themeFont(TextSize::Caption));
    const double line = painter.fontMetrics().height();
    const int decimals = yHigh < kSteps * 0.01 ? 2 : yHigh < kSteps * 0.05 ? 1 : 0;
    const double wide = painter.fontMetrics().horizontalAdvance(formatNumber(100, decimals)) + 8;
    const ShareAxes axes{QRectF(kMargin + wide, kMargin + line, size.width() - 2 * kMargin - wide - 8,
                                size.height() - 2 * kMargin - 3 * line),
                         yHigh};
    for (int step = 0; step <= kSteps; ++step) {
        const double share = static_cast<double>(step) / kSteps;
        const QPointF left = axes.at(0, share * yHigh);
        painter.setPen(QPen(step == 0 ? theme().control : theme().grid, 1));
        painter.drawLine(left, axes.at(1, share * yHigh));
        painter.setPen(theme().text2);
        painter.drawText(QRectF(left.x() - wide - 4, left.y() - line / 2, wide, line),
                         Qt::AlignRight | Qt::AlignVCenter, formatNumber(share * yHigh * 100, decimals));
        const QPointF below = axes.at(share, 0);
        painter.drawText(QRectF(below.x() - wide, below.y() + 4, 2 * wide, line), Qt::AlignCenter,
                         formatNumber(share * 100, 0));
    }
    painter.drawText(QRectF(kMargin, 0, size.width() - kMargin, line + kMargin), Qt::AlignLeft | Qt::AlignVCenter,
                     yTitle);
    painter.drawText(QRectF(axes.area.left(), axes.area.bottom() + line + 4, axes.area.width(), line), Qt::AlignCenter,
                     xTitle);
    return axes;
}

} // namespace saccade
