#include "ui/widgets/paired_bars.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kLine = 25;
constexpr int kBarHeight = 12;
constexpr int kGap = 16;
constexpr int kTextGap = 8;
constexpr int kMinimumWidth = 320;
constexpr double kBarRadius = 2;

} // namespace

PairedBars::PairedBars(QString firstCaption, QString secondCaption, QWidget* parent)
    : QWidget(parent), m_firstCaption(std::move(firstCaption)), m_secondCaption(std::move(secondCaption))
{
    setFont(themeFont(TextSize::Body));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
}

void PairedBars::setRows(const std::vector<Row>& rows)
{
    m_rows = rows;
    QStringList lines;
    for (const Row& row : rows) {
        //: a name and its two figures
        lines.append(tr("%1: %2, %3").arg(row.name, row.firstText, row.secondText));
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

void PairedBars::setCaptions(const QString& first, const QString& second)
{
    m_firstCaption = first;
    m_secondCaption = second;
    update();
}

void PairedBars::setScaleEnd(double end)
{
    m_scaleEnd = end;
    update();
}

int PairedBars::lineHeight() const
{
    return textSized(kLine);
}

int PairedBars::nameWidth() const
{
    int width = 0;
    for (const Row& row : m_rows) {
        width = std::max(width, fontMetrics().horizontalAdvance(row.name));
    }
    return width + 1; // widths are no whole numbers
}

QSize PairedBars::sizeHint() const
{
    return {kMinimumWidth, (static_cast<int>(m_rows.size()) + 1) * lineHeight()};
}

void PairedBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int names = std::min(nameWidth(), width() / 3);
    const int column = (width() - names - 2 * kGap) / 2;
    double most[2] = {0, 0};
    int textWidths[2] = {0, 0};
    for (const Row& row : m_rows) {
        most[0] = m_scaleEnd > 0 ? m_scaleEnd : std::max(most[0], row.first);
        most[1] = m_scaleEnd > 0 ? m_scaleEnd : std::max(most[1], row.second);
        textWidths[0] = std::max(textWidths[0], fontMetrics().horizontalAdvance(row.firstText));
        textWidths[1] = std::max(textWidths[1], fontMetrics().horizontalAdvance(row.secondText));
    }
    const auto mirrored = [this](const QRect& area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    const auto side = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter));
    const QRect left(names + kGap, 0, column, lineHeight());
    const QRect right = left.translated(column + kGap, 0);
    painter.setPen(theme().text2);
    painter.setFont(themeFont(TextSize::Caption, QFont::Medium));
    for (const auto& [area, caption] : {std::pair(left, m_firstCaption), std::pair(right, m_secondCaption)}) {
        painter.drawText(mirrored(area), side, painter.fontMetrics().elidedText(caption, Qt::ElideRight, area.width()));
    }
    painter.setFont(font());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const int top = static_cast<int>(i + 1) * lineHeight();
        painter.setPen(theme().text);
        painter.drawText(mirrored({0, top, names, lineHeight()}), side,
                         fontMetrics().elidedText(row.name, Qt::ElideRight, names));
        paintBar(painter, left.translated(0, top), most[0] > 0 ? row.first / most[0] : 0, row.firstText, textWidths[0]);
        paintBar(painter, right.translated(0, top), most[1] > 0 ? row.second / most[1] : 0, row.secondText,
                 textWidths[1]);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme().accentText, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), 4, 4);
    }
}

/// The longest bar leaves room for the longest text.
void PairedBars::paintBar(QPainter& painter, const QRect& area, double share, const QString& text, int textWidth) const
{
    const auto mirrored = [this](const QRect& box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    const int room = std::max(0, area.width() - textWidth - kTextGap);
    const int length = qRound(room * std::clamp(share, 0.0, 1.0));
    const QRect bar(area.left(), area.center().y() - kBarHeight / 2 + 1, length, kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().series[0]);
    painter.drawRoundedRect(mirrored(bar), kBarRadius, kBarRadius);
    painter.setPen(theme().text);
    const int start = area.left() + length + (length > 0 ? kTextGap : 0);
    painter.drawText(mirrored({start, area.top(), area.right() - start + 1, area.height()}),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
                     text);
}

void PairedBars::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void PairedBars::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace saccade
