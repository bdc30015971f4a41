#include "ui/widgets/icon_label.h"

#include <QPainter>

namespace saccade {

IconLabel::IconLabel(const QString& icon, QColor Theme::*role, int side, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_role(role), m_side(side)
{
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QString& icon, QColor Theme::*role)
{
    m_icon = icon;
    m_role = role;
    update();
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, iconPixmap(m_icon, theme().*m_role, m_side, devicePixelRatioF()));
}

} // namespace saccade
