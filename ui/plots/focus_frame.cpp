#include "ui/plots/focus_frame.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

FocusFrame::FocusFrame(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void FocusFrame::setShown(bool isShown)
{
    setVisible(isShown);
    raise();
}

void FocusFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(QPen(theme().accentText, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

} // namespace saccade
