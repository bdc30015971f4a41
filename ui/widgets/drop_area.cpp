#include "ui/widgets/drop_area.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

DropArea::DropArea(const QString& icon, const QString& title, const QString& note, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_title(title), m_note(note)
{
    setAccessibleName(title);
    setAccessibleDescription(note);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DropArea::sizeHint() const
{
    return {200, 60 + textSized(36)};
}

void DropArea::paintEvent(QPaintEvent*)
{
    const Theme& colours = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen edge(colours.control, 1);
    edge.setDashPattern({4, 3});
    painter.setPen(edge);
    painter.setBrush(colours.sunken);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const int line18 = textSized(18);
    const int middle = height() / 2 + 18 - line18;
    painter.drawPixmap((width() - 20) / 2, middle - 30, iconPixmap(m_icon, colours.text2, 20, devicePixelRatioF()));
    painter.setFont(themeFont(TextSize::Body, QFont::DemiBold));
    painter.setPen(colours.text);
    const auto line = [&](int top, const QString& text) {
        const QRect area(8, top, width() - 16, line18);
        painter.drawText(area, Qt::AlignCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    };
    line(middle - 2, m_title);
    painter.setFont(themeFont(TextSize::Caption));
    painter.setPen(colours.text2);
    line(middle + line18 - 1, m_note);
}

} // namespace saccade
