#include "ui/widgets/drop_frame.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr double kRadius = 4;
constexpr double kHighlightWidth = 2;

} // namespace

DropFrame::DropFrame(QWidget* parent) : QWidget(parent) {}

void DropFrame::setHighlighted(bool isHighlighted)
{
    if (m_isHighlighted != isHighlighted) {
        m_isHighlighted = isHighlighted;
        update();
    }
}

void DropFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = m_isHighlighted ? kHighlightWidth : 1;
    QPen pen(m_isHighlighted ? theme().accentText : theme().control, width);
    pen.setDashPattern({4 / width, 3 / width});
    painter.setPen(pen);
    painter.setBrush(m_isHighlighted ? theme().tint : theme().sunken);
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
}

} // namespace saccade
