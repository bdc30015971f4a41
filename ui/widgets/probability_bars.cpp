#include "ui/widgets/probability_bars.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kThumbnail = 28;
constexpr int kThumbnailGap = 12;
constexpr int kBarHeight = 8;
constexpr int kLineGap = 3;
constexpr int kRowGap = 10;
constexpr int kMinimumWidth = 160;
constexpr double kBarRadius = 2;
constexpr int kTickWidth = 2;
constexpr int kTickOverhang = 3;

} // namespace

ProbabilityBars::ProbabilityBars(QWidget* parent) : QWidget(parent)
{
    setFont(themeFont(TextSize::Body));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ProbabilityBars::setBars(const std::vector<Bar>& bars)
{
    m_bars = bars;
    m_hasThumbnails = std::any_of(bars.begin(), bars.end(), [](const Bar& bar) { return !bar.thumbnail.isNull(); });
    QStringList lines;
    for (const Bar& bar : bars) {
        lines.append(tr("%1 %2").arg(bar.className, formatPercent(bar.probability, 1)));
    }
    setAccessibleDescription(lines.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void ProbabilityBars::setThreshold(std::optional<double> threshold)
{
    m_threshold = threshold;
    setToolTip(threshold ? tr("Unknown below %1").arg(formatPercent(*threshold, 0)) : QString());
    update();
}

int ProbabilityBars::rowHeight() const
{
    return std::max(kThumbnail, fontMetrics().height() + kLineGap + kBarHeight) + kRowGap;
}

QSize ProbabilityBars::sizeHint() const
{
    return {kMinimumWidth, static_cast<int>(m_bars.size()) * rowHeight()};
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QRect row(0, 0, width(), rowHeight() - kRowGap);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        paintBar(painter, row, m_bars[i], i == 0);
        row.translate(0, rowHeight());
    }
}

void ProbabilityBars::paintBar(QPainter& painter, const QRect& row, const Bar& bar, bool isFirst) const
{
    const auto mirrored = [&](const QRect& area) { return QStyle::visualRect(layoutDirection(), row, area); };
    const auto aligned = [&](Qt::Alignment horizontal) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), horizontal | Qt::AlignVCenter));
    };
    QRect content = row;
    if (m_hasThumbnails) {
        const QSize size = bar.thumbnail.size().scaled(kThumbnail, kThumbnail, Qt::KeepAspectRatio);
        painter.drawImage(mirrored({{row.left(), row.bottom() + 1 - kThumbnail}, size}), bar.thumbnail);
        content.setLeft(row.left() + kThumbnail + kThumbnailGap);
    }
    painter.setFont(themeFont(TextSize::Body, isFirst ? QFont::DemiBold : QFont::Normal));
    painter.setPen(theme().text);
    const QRect line = content.adjusted(0, 0, 0, -kBarHeight - kLineGap);
    const int used =
        drawTabularText(painter, mirrored(line), aligned(Qt::AlignRight), formatPercent(bar.probability, 1));
    const QRect name = line.adjusted(0, 0, -used - measure::kControlGap, 0);
    painter.drawText(mirrored(name), aligned(Qt::AlignLeft),
                     painter.fontMetrics().elidedText(bar.className, Qt::ElideRight, name.width()));
    const QRect whole(content.left(), content.bottom() + 1 - kBarHeight, content.width(), kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().grid);
    painter.drawRoundedRect(mirrored(whole), kBarRadius, kBarRadius);
    QRect groove = whole;
    groove.setWidth(qRound(groove.width() * std::clamp(bar.probability, 0.0, 1.0)));
    painter.setBrush(theme().series[0]);
    painter.drawRoundedRect(mirrored(groove), kBarRadius, kBarRadius);
    if (isFirst) {
        paintThreshold(painter, whole);
    }
}

void ProbabilityBars::paintThreshold(QPainter& painter, const QRect& groove) const
{
    if (m_threshold) {
        const int x = groove.left() + qRound((groove.width() - kTickWidth) * std::clamp(*m_threshold, 0.0, 1.0));
        const QRect tick(x, groove.top() - kTickOverhang, kTickWidth, groove.height() + 2 * kTickOverhang);
        painter.fillRect(QStyle::visualRect(layoutDirection(), groove, tick), theme().text);
    }
}

} // namespace saccade
