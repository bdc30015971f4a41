#include "ui/widgets/source_button.h"

#include <QPainter>
#include <QStyle>

#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kTall = 48;
constexpr int kFlat = 26;
constexpr int kTextLeft = 45;
} // namespace

SourceButton::SourceButton(const QString& icon, const QString& title, const QString& note, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_note(note)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(note);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SourceButton::sizeHint() const
{
    return {160, textSized(m_note.isEmpty() ? kFlat : kTall)};
}

void SourceButton::enterEvent(QEnterEvent*)
{
    update();
}

void SourceButton::leaveEvent(QEvent*)
{
    update();
}

void SourceButton::paintEvent(QPaintEvent*)
{
    const Theme& colours = theme();
    const bool isFlat = m_note.isEmpty();
    const auto mirrored = [this](const QRect& area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    QPainter painter(this);
    if (isChecked()) {
        painter.fillRect(rect(), colours.tint);
        painter.fillRect(mirrored({0, 0, 3, height()}), colours.accent);
    } else if (isEnabled() && (underMouse() || isDown())) {
        painter.fillRect(rect(), colours.hover);
    }
    const QColor ink = !isEnabled() ? colours.text3 : isChecked() ? colours.accentText : colours.text2;
    const int side = isFlat ? 16 : 20;
    const QRect icon(14 + (20 - side) / 2, (height() - side) / 2, side, side);
    painter.drawPixmap(mirrored(icon).topLeft(), iconPixmap(m_icon, ink, side, devicePixelRatioF()));
    const int left = isFlat ? 41 : kTextLeft;
    const QRect line = mirrored({left, 0, width() - left - measure::kPageMargin, height()});
    painter.setFont(themeFont(TextSize::Body, isFlat ? QFont::Normal : QFont::DemiBold));
    painter.setPen(isEnabled() ? colours.text : colours.text3);
    const QString title = painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, line.width());
    if (isFlat) {
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    } else {
        painter.drawText(line.adjusted(0, 6, 0, -height() / 2 + 1), Qt::AlignLeft | Qt::AlignVCenter, title);
        painter.setFont(themeFont(TextSize::Caption));
        painter.setPen(isEnabled() ? colours.text2 : colours.text3);
        painter.drawText(line.adjusted(0, height() / 2 + 1, 0, -6), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_note, Qt::ElideRight, line.width()));
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colours.accentText, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(5, 2, -3, -2), 4, 4);
    }
}

} // namespace saccade
