#include "ui/plots/rate_plot.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/plots/share_axes.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr double kMark = 4.5;
}

RatePlot::RatePlot(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void RatePlot::setContent(RateContent content)
{
    m_content = std::move(content);
    setAccessibleName(m_content.name);
    update();
}

QSize RatePlot::sizeHint() const
{
    return {paneWidth(320), textSized(220)};
}

QSize RatePlot::minimumSizeHint() const
{
    return {paneWidth(180), textSized(130)};
}

void RatePlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ShareAxes axes = paintShareAxes(painter, size(), m_content.xTitle, m_content.yTitle, m_content.yHigh);
    if (m_content.showsDiagonal) {
        painter.setPen(QPen(theme().text3, 1, Qt::DashLine));
        painter.drawLine(axes.at(0, 0), axes.at(1, 1));
    }
    QPainterPath path;
    for (std::size_t i = 0; i < m_content.points.size(); ++i) {
        const QPointF point = axes.at(m_content.points[i].x(), m_content.points[i].y());
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    painter.setPen(QPen(theme().series[0], 2));
    painter.drawPath(path);
    painter.setBrush(theme().surface);
    if (m_content.best) {
        const QPointF at = axes.at(m_content.best->x(), m_content.best->y());
        painter.setPen(QPen(theme().series[1], 2));
        painter.drawPolygon(QPolygonF{{at - QPointF(0, kMark + 1), at + QPointF(kMark + 1, 0),
                                       at + QPointF(0, kMark + 1), at - QPointF(kMark + 1, 0)}});
    }
    if (m_content.chosen) {
        painter.setPen(QPen(theme().surface, 1.5));
        painter.setBrush(theme().series[0]);
        painter.drawEllipse(axes.at(m_content.chosen->x(), m_content.chosen->y()), kMark, kMark);
    }
}

} // namespace saccade
