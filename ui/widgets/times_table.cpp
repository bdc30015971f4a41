#include "ui/widgets/times_table.h"

#include <QPainter>
#include <QStyle>

#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kLine = 20;
constexpr int kMinimumWidth = 240;

std::array<QString, TimesTable::kColumns> headings()
{
    return {TimesTable::tr("Decode"), TimesTable::tr("Resize"), TimesTable::tr("Network"),
            //: of times, in milliseconds
            TimesTable::tr("All, ms")};
}

/// Two decimals where one would say nothing.
QString msText(double ms)
{
    return formatNumber(ms, ms < 9.95 ? 2 : 1);
}

} // namespace

TimesTable::TimesTable(QWidget* parent) : QWidget(parent)
{
    setFont(themeFont(TextSize::Body));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolTip(tr("Decode reads the file and unpacks its pixels; resize makes the network's input of them; the network "
                  "is its pass alone. Building the network for its first image is not counted."));
}

void TimesTable::setRows(const std::vector<Row>& rows)
{
    m_rows = rows;
    QStringList lines;
    for (const Row& row : rows) {
        lines.append(tr("%1: decode %2 ms, resize %3 ms, network %4 ms, all %5 ms")
                         .arg(row.name, msText(row.ms[0]), msText(row.ms[1]), msText(row.ms[2]), msText(row.ms[3])));
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

int TimesTable::lineHeight() const
{
    return textSized(kLine);
}

int TimesTable::nameWidth() const
{
    int widest = 0;
    for (const Row& row : m_rows) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(row.name));
    }
    return std::min(widest + measure::kControlGap, width() * 2 / 5);
}

QSize TimesTable::sizeHint() const
{
    return {kMinimumWidth, m_rows.empty() ? 0 : (static_cast<int>(m_rows.size()) + 1) * lineHeight()};
}

void TimesTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto mirrored = [this](const QRect& area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    const auto side = [this](Qt::Alignment alignment) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment | Qt::AlignVCenter));
    };
    const int names = nameWidth();
    const int column = (width() - names) / static_cast<int>(kColumns);
    const auto cell = [&](std::size_t line, std::size_t place) {
        return mirrored(
            {names + static_cast<int>(place) * column, static_cast<int>(line) * lineHeight(), column, lineHeight()});
    };
    painter.setFont(themeFont(TextSize::Caption, QFont::Medium));
    painter.setPen(theme().text2);
    const auto titles = headings();
    for (std::size_t place = 0; place < kColumns && !m_rows.empty(); ++place) {
        const QRect area = cell(0, place);
        painter.drawText(area, side(Qt::AlignRight),
                         painter.fontMetrics().elidedText(titles[place], Qt::ElideRight, area.width()));
    }
    painter.setFont(font());
    for (std::size_t line = 0; line < m_rows.size(); ++line) {
        const QRect name = mirrored({0, static_cast<int>(line + 1) * lineHeight(), names, lineHeight()});
        painter.setPen(theme().text2);
        painter.drawText(name, side(Qt::AlignLeft),
                         fontMetrics().elidedText(m_rows[line].name, Qt::ElideRight, name.width()));
        painter.setPen(theme().text);
        for (std::size_t place = 0; place < kColumns; ++place) {
            drawTabularText(painter, cell(line + 1, place), side(Qt::AlignRight), msText(m_rows[line].ms[place]));
        }
    }
}

} // namespace saccade
