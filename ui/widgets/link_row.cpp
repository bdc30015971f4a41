#include "ui/widgets/link_row.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kTextLeft = 34;
}

LinkRow::LinkRow(QString icon, const QString& text, QString note, QWidget* parent)
    : QAbstractButton(parent), m_icon(std::move(icon)), m_note(std::move(note))
{
    setText(text);
    setAccessibleName(text);
    setAccessibleDescription(m_note);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize LinkRow::sizeHint() const
{
    const int title = QFontMetrics(themeFont(TextSize::Body, QFont::DemiBold)).horizontalAdvance(text());
    const int note = QFontMetrics(themeFont(TextSize::Caption)).horizontalAdvance(m_note);
    return {kTextLeft + std::max(title, note) + 12, 44};
}

void LinkRow::enterEvent(QEnterEvent*)
{
    update();
}

void LinkRow::leaveEvent(QEvent*)
{
    update();
}

void LinkRow::paintEvent(QPaintEvent*)
{
    const Theme& colours = theme();
    QPainter painter(this);
    painter.drawPixmap(2, (height() - 20) / 2, iconPixmap(m_icon, colours.text2, 20, devicePixelRatioF()));
    QFont link = themeFont(TextSize::Body, QFont::DemiBold);
    link.setUnderline(underMouse());
    painter.setFont(link);
    painter.setPen(colours.accentText);
    painter.drawText(QRect(kTextLeft, 4, width() - kTextLeft, 18), Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(themeFont(TextSize::Caption));
    painter.setPen(colours.text2);
    painter.drawText(QRect(kTextLeft, 22, width() - kTextLeft, 17), Qt::AlignLeft | Qt::AlignVCenter, m_note);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colours.accentText, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace saccade
