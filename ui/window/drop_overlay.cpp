#include "ui/window/drop_overlay.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

DropOverlay::DropOverlay(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("dropOverlay"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::show(const QString& sentence)
{
    m_sentence = sentence;
    setGeometry(parentWidget()->rect());
    raise();
    QWidget::show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    const Theme& colours = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colours.tint;
    veil.setAlpha(150);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colours.accent, 3));
    painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 6, 6);
    painter.setFont(themeFont(TextSize::Title, QFont::DemiBold));
    const QSize text = painter.fontMetrics().size(Qt::TextSingleLine, m_sentence);
    QRect plate(QPoint(), text + QSize(64, 40));
    plate.moveCenter(rect().center());
    painter.setPen(QPen(colours.accent, 1));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(plate, 6, 6);
    painter.setPen(colours.text);
    painter.drawText(plate, Qt::AlignCenter, m_sentence);
}

} // namespace saccade
