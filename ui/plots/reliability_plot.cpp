#include "ui/plots/reliability_plot.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "engine/metrics/intervals.h"
#include "ui/plots/share_axes.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr double kGap = 0.12; // of a bin's width, at each side

void paintBin(QPainter& painter, const ShareAxes& axes, const ReliabilityBin& bin)
{
    const double side = (bin.high - bin.low) * kGap;
    const auto between = [&](double from, double to) {
        return QRectF(axes.at(bin.low + side, std::max(from, to)), axes.at(bin.high - side, std::min(from, to)));
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().series[0]);
    painter.drawRect(between(0, bin.accuracy));
    const QRectF gap = between(bin.accuracy, bin.meanConfidence);
    if (gap.height() < 1) {
        return;
    }
    painter.setPen(QPen(theme().series[1], 1));
    painter.setBrush(QBrush(bin.meanConfidence > bin.accuracy ? theme().series[1] : theme().surface, Qt::BDiagPattern));
    painter.drawRect(gap);
}

} // namespace

ReliabilityPlot::ReliabilityPlot(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("reliabilityPlot"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void ReliabilityPlot::setReliability(const Reliability& reliability)
{
    m_reliability = reliability;
    QStringList bins;
    for (const ReliabilityBin& bin : m_reliability.bins) {
        if (bin.count > 0) {
            bins.append(describe(bin));
        }
    }
    setAccessibleName(tr("Share of right images by confidence"));
    setAccessibleDescription(bins.join(QLatin1Char('\n')));
    update();
}

QSize ReliabilityPlot::sizeHint() const
{
    return {paneWidth(280), textSized(240)};
}

QSize ReliabilityPlot::minimumSizeHint() const
{
    return {paneWidth(180), textSized(140)};
}

QString ReliabilityPlot::describe(const ReliabilityBin& bin) const
{
    const Interval interval = wilsonInterval(bin.right, bin.count);
    return tr("Confidence %1–%2 %: %Ln image(s), %3 right (%4–%5 %), %6 promised", nullptr, static_cast<int>(bin.count))
        .arg(formatNumber(bin.low * 100, 0), formatNumber(bin.high * 100, 0), formatPercent(bin.accuracy, 1),
             formatNumber(interval.low * 100, 1), formatNumber(interval.high * 100, 1),
             formatPercent(bin.meanConfidence, 1));
}

void ReliabilityPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ShareAxes axes = paintShareAxes(painter, size(), tr("Confidence, %"), tr("Right, %"));
    m_area = axes.area;
    for (const ReliabilityBin& bin : m_reliability.bins) {
        if (bin.count > 0) {
            paintBin(painter, axes, bin);
        }
    }
    painter.setPen(QPen(theme().text3, 1, Qt::DashLine));
    painter.drawLine(axes.at(0, 0), axes.at(1, 1));
}

const ReliabilityBin* ReliabilityPlot::binAt(QPoint place) const
{
    if (m_area.width() <= 0) {
        return nullptr;
    }
    const double x = (place.x() - m_area.left()) / m_area.width();
    const auto found = std::find_if(m_reliability.bins.begin(), m_reliability.bins.end(),
                                    [x](const ReliabilityBin& bin) { return x > bin.low && x <= bin.high; });
    return found != m_reliability.bins.end() && found->count > 0 ? &*found : nullptr;
}

void ReliabilityPlot::mouseReleaseEvent(QMouseEvent* event)
{
    const ReliabilityBin* bin = binAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && bin != nullptr) {
        emit binRequested(bin->low, bin->high);
    }
}

bool ReliabilityPlot::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const ReliabilityBin* bin = binAt(help->pos());
    QToolTip::showText(help->globalPos(), bin != nullptr ? tr("%1. Click to see them.").arg(describe(*bin)) : QString(),
                       this);
    return true;
}

} // namespace saccade
