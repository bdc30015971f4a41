#include "ui/plots/curve_chart.h"

#include <QFontMetrics>

#include "ui/plots/curve_overlay.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kRightMargin = 24;

QPen linePen(const QColor& colour, double width)
{
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QColor faded(const QColor& colour, double share)
{
    const QColor ground = theme().surface;
    const auto mix = [share](int a, int b) { return static_cast<int>(a * share + b * (1 - share)); };
    return {mix(colour.red(), ground.red()), mix(colour.green(), ground.green()), mix(colour.blue(), ground.blue())};
}

QSharedPointer<QCPAxisTickerText> makeTicker(const std::vector<CurveTick>& ticks)
{
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const CurveTick& tick : ticks) {
        ticker->addTick(tick.value, tick.label);
    }
    return ticker;
}

} // namespace

CurveChart::CurveChart(QCustomPlot* plot) : m_rect(new QCPAxisRect(plot, false))
{
    plot->plotLayout()->addElement(plot->plotLayout()->rowCount(), 0, m_rect);
    QCPAxis* bottom = m_rect->addAxis(QCPAxis::atBottom);
    QCPAxis* left = m_rect->addAxis(QCPAxis::atLeft);
    for (QCPAxis* axis : {bottom, left}) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
        axis->setSubTicks(false);
        axis->grid()->setSubGridVisible(false);
    }
    bottom->grid()->setVisible(false);
    left->grid()->setVisible(true);
    left->setTickLength(0, 0);
    bottom->setTickLength(0, 4);
    m_previous = plot->addGraph(bottom, left);
    m_training = plot->addGraph(bottom, left);
    m_smoothed = plot->addGraph(bottom, left);
    m_validation = plot->addGraph(bottom, left);
    new CurveBackdrop(m_rect, m_content);
    new CurveOverlay(m_rect, m_content);
    applyTheme();
}

void CurveChart::applyTheme()
{
    const Theme& colours = theme();
    QCPAxis* bottom = m_rect->axis(QCPAxis::atBottom);
    QCPAxis* left = m_rect->axis(QCPAxis::atLeft);
    for (QCPAxis* axis : {bottom, left}) {
        axis->setTickLabelFont(themeFont(TextSize::Caption));
        axis->setTickLabelColor(colours.text2);
        axis->setTickLabelPadding(5);
    }
    bottom->setBasePen(QPen(colours.control, 1));
    bottom->setTickPen(QPen(colours.control, 1));
    left->setBasePen(Qt::NoPen);
    left->setTickPen(Qt::NoPen);
    left->grid()->setPen(QPen(colours.grid, 1));
    left->grid()->setZeroLinePen(Qt::NoPen);
    m_previous->setPen(linePen(faded(colours.text3, 0.6), 1.25));
    m_training->setPen(linePen(faded(colours.part(Part::Training), 0.5), 1));
    QPen dashed = linePen(colours.part(Part::Training), 2);
    dashed.setDashPattern({5, 2.5});
    m_smoothed->setPen(dashed);
    m_validation->setPen(linePen(colours.part(Part::Validation), 2));
    m_validation->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
    m_rect->setAutoMargins(QCP::msNone);
    placeMargins();
}

void CurveChart::placeMargins()
{
    const QFontMetrics metrics(themeFont(TextSize::Caption));
    int right = kRightMargin;
    if (m_content.now) {
        const double future = m_rect->width() * (1 - *m_content.now / m_content.end);
        right = std::max(right, endLabelWidth() + 2 * kEndLabelGap - static_cast<int>(future));
    }
    m_rect->setMargins(QMargins(metrics.horizontalAdvance(QStringLiteral("0.0005")) + 18, metrics.height() + 14, right,
                                metrics.height() + 13));
}

void CurveChart::fill(QCPGraph* graph, const std::vector<CurvePoint>& points)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const CurvePoint& point : points) {
        data.push_back({point.x, point.y});
    }
    graph->data()->set(data, true);
}

void CurveChart::setContent(ChartContent content)
{
    const std::optional<double> cursor = m_content.cursor;
    m_content = std::move(content);
    m_content.cursor = cursor;
    fill(m_previous, m_content.previous);
    fill(m_training, m_content.training);
    fill(m_smoothed, m_content.smoothed);
    fill(m_validation, m_content.validation);
    // Many validations would run their points together.
    const bool hasRoom = m_content.validation.size() * 12 < static_cast<std::size_t>(std::max(m_rect->width(), 1));
    m_validation->setScatterStyle(hasRoom ? QCPScatterStyle(QCPScatterStyle::ssDisc, 6) : QCPScatterStyle());
    placeMargins();
    placeAxes();
}

void CurveChart::placeAxes()
{
    QCPAxis* bottom = m_rect->axis(QCPAxis::atBottom);
    QCPAxis* left = m_rect->axis(QCPAxis::atLeft);
    // A little more than the data, so that points at the edges are whole.
    bottom->setRange(0, m_content.end * 1.005);
    bottom->setTicker(makeTicker(m_content.horizontalTicks));
    left->setScaleType(m_content.scale.isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    const bool isFull = m_content.quantity == CurveQuantity::Accuracy;
    const double above = isFull ? (m_content.scale.high - m_content.scale.low) * 0.02 : 0;
    left->setRange(m_content.scale.low, m_content.scale.high + above);
    left->setTicker(makeTicker(m_content.verticalTicks));
}

} // namespace saccade
