#include "ui/widgets/key_value.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kGap = 4;
constexpr int kUnitGap = 5;
} // namespace

KeyValue::KeyValue(const QString& caption, QWidget* parent) : QWidget(parent), m_caption(caption)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    tell();
}

void KeyValue::setCaption(const QString& caption)
{
    if (m_caption != caption) {
        m_caption = caption;
        tell();
        updateGeometry();
    }
}

void KeyValue::setValue(const QString& value, const QString& unit)
{
    if (value == m_value && unit == m_unit) {
        return;
    }
    // Digits are equally wide. A figure that runs several times a second must not lay the page out anew each time.
    const bool isAsWide = value.size() == m_value.size() && unit.size() == m_unit.size();
    m_value = value;
    m_unit = unit;
    tell();
    if (!isAsWide) {
        updateGeometry();
    }
}

void KeyValue::tell()
{
    setAccessibleName(m_caption);
    setAccessibleDescription(m_value + QLatin1Char(' ') + m_unit);
    update();
}

QSize KeyValue::sizeHint() const
{
    const QFontMetrics caption(themeFont(TextSize::Caption, QFont::Medium));
    const QFontMetrics value(themeFont(TextSize::Title, QFont::DemiBold));
    const QFontMetrics unit(themeFont(TextSize::Body));
    const int unitWidth = m_unit.isEmpty() ? 0 : kUnitGap + unit.horizontalAdvance(m_unit);
    return {std::max(caption.horizontalAdvance(m_caption), tabularTextWidth(value, m_value) + unitWidth) + 2,
            caption.height() + kGap + value.height()};
}

QSize KeyValue::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

void KeyValue::paintEvent(QPaintEvent*)
{
    const Theme& colours = theme();
    QPainter painter(this);
    painter.setFont(themeFont(TextSize::Caption, QFont::Medium));
    painter.setPen(colours.text2);
    const int captionHeight = painter.fontMetrics().height();
    painter.drawText(QRect(0, 0, width(), captionHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_caption, Qt::ElideRight, width()));
    painter.setFont(themeFont(TextSize::Title, QFont::DemiBold));
    painter.setPen(colours.text);
    const int top = captionHeight + kGap;
    const int baseline = top + painter.fontMetrics().ascent();
    const int valueWidth = drawTabularText(painter, QRect(0, top, width(), height() - top), Qt::AlignLeft, m_value);
    painter.setFont(themeFont(TextSize::Body));
    painter.setPen(colours.text2);
    const int unitLeft = valueWidth + kUnitGap;
    painter.drawText(unitLeft, baseline,
                     painter.fontMetrics().elidedText(m_unit, Qt::ElideRight, std::max(0, width() - unitLeft)));
}

} // namespace saccade
