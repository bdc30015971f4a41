#include "ui/plots/curve_overlay.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

QColor labelColour(const QColor& series)
{
    return contrastRatio(series, theme().surface) >= 4.5 ? series : theme().text2;
}

std::optional<double> lastFinite(const std::vector<CurvePoint>& points)
{
    const auto found =
        std::find_if(points.rbegin(), points.rend(), [](const CurvePoint& point) { return std::isfinite(point.y); });
    return found == points.rend() ? std::nullopt : std::optional<double>(found->y);
}

QRect plotArea(const QCPAxisRect* rect)
{
    return rect->parentPlot()->viewport();
}

} // namespace

CurveBackdrop::CurveBackdrop(QCPAxisRect* rect, const ChartContent& content)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("background")), m_rect(rect), m_content(content)
{}

QRect CurveBackdrop::clipRect() const
{
    return plotArea(m_rect);
}

void CurveBackdrop::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(false);
}

void CurveBackdrop::draw(QCPPainter* painter)
{
    const QRect area = m_rect->rect();
    if (m_content.now && *m_content.now < m_content.end) {
        const double left = m_rect->axis(QCPAxis::atBottom)->coordToPixel(*m_content.now);
        painter->fillRect(QRectF(QPointF(left, area.top()), QPointF(area.right(), area.bottom())), theme().sunken);
    }
    painter->setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    painter->setPen(theme().text2);
    const int height = painter->fontMetrics().height();
    painter->drawText(QRect(area.left(), area.top() - height - 6, area.width(), height),
                      Qt::AlignLeft | Qt::AlignBottom, m_content.title);
}

CurveOverlay::CurveOverlay(QCPAxisRect* rect, const ChartContent& content)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("overlay")), m_rect(rect), m_content(content)
{}

QRect CurveOverlay::clipRect() const
{
    return plotArea(m_rect);
}

void CurveOverlay::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(true);
}

QPointF CurveOverlay::pixel(const CurvePoint& point) const
{
    return {m_rect->axis(QCPAxis::atBottom)->coordToPixel(point.x),
            m_rect->axis(QCPAxis::atLeft)->coordToPixel(point.y)};
}

void CurveOverlay::draw(QCPPainter* painter)
{
    drawLines(painter);
    drawNotes(painter);
    drawPreviousLabel(painter);
    drawEndLabels(painter);
    drawBest(painter);
}

void CurveOverlay::drawLines(QCPPainter* painter) const
{
    const QRect area = m_rect->rect();
    const auto vertical = [&](double x, const QPen& pen) {
        const double at = std::floor(m_rect->axis(QCPAxis::atBottom)->coordToPixel(x)) + 0.5;
        painter->setPen(pen);
        painter->drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
    };
    if (m_content.now && *m_content.now < m_content.end) {
        QPen dotted(theme().text3, 1);
        dotted.setDashPattern({1, 2});
        dotted.setCapStyle(Qt::FlatCap);
        vertical(*m_content.now, dotted);
    }
    if (m_content.cursor) {
        vertical(*m_content.cursor, QPen(theme().text2, 1));
    }
}

void CurveOverlay::drawNotes(QCPPainter* painter) const
{
    const QRect area = m_rect->rect();
    if (!m_content.emptyLabel.isEmpty() && m_content.quantity == CurveQuantity::Loss) {
        painter->setFont(themeFont(TextSize::Body));
        painter->setPen(theme().text2);
        painter->drawText(area.adjusted(0, area.height() / 8, 0, 0), Qt::AlignHCenter | Qt::AlignTop,
                          m_content.emptyLabel);
    }
    if (!m_content.peakLabel.isEmpty()) {
        painter->setFont(themeFont(TextSize::Caption));
        painter->setPen(theme().text2);
        const int height = painter->fontMetrics().height();
        painter->drawText(QRect(area.left() + 90, area.top() - height - 6, area.width() - 90, height),
                          Qt::AlignLeft | Qt::AlignBottom, m_content.peakLabel);
    }
}

void CurveOverlay::drawPreviousLabel(QCPPainter* painter) const
{
    const std::optional<double> last = lastFinite(m_content.previous);
    if (!last || m_content.previousLabel.isEmpty() || m_content.now) {
        return;
    }
    painter->setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    painter->setPen(theme().text2);
    const QRect area = m_rect->rect();
    const int width = painter->fontMetrics().horizontalAdvance(m_content.previousLabel);
    const int height = painter->fontMetrics().height();
    const double y = pixel({0, *last}).y();
    const bool isAbove = m_content.quantity == CurveQuantity::Loss;
    const double top = isAbove ? y - height - 12 : y + 12;
    painter->drawText(QRectF(area.left() + area.width() * 0.86 - width, top, width + 2, height), Qt::AlignLeft,
                      m_content.previousLabel);
}

void CurveOverlay::drawBest(QCPPainter* painter) const
{
    if (!m_content.best) {
        return;
    }
    const QRectF area = m_rect->rect();
    const QPointF centre = pixel(*m_content.best);
    painter->setPen(QPen(theme().part(Part::Validation), 2));
    painter->setBrush(theme().surface);
    painter->drawEllipse(centre, 5.5, 5.5);
    painter->setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    const QFontMetrics metrics = painter->fontMetrics();
    const double width = metrics.horizontalAdvance(m_content.bestLabel) + 16;
    const double height = metrics.height() + 8;
    const bool wantsAbove = m_content.quantity == CurveQuantity::Loss;
    const double above = centre.y() - 14 - height;
    const double below = centre.y() + 14;
    double top = wantsAbove ? above : below;
    if (top < area.top()) {
        top = below;
    } else if (top + height > area.bottom()) {
        top = above;
    }
    // The words at the ends of the curves begin right of `now`.
    const double end = m_content.now ? std::min(area.right(), pixel({*m_content.now, 0}).x() + 4) : area.right();
    const double left = std::max(area.left() + 2, std::min(centre.x() - width / 2, end - width));
    const QRectF box(std::round(left) + 0.5, std::round(top) + 0.5, std::round(width), std::round(height));
    painter->setPen(QPen(theme().control, 1));
    painter->drawRoundedRect(box, 4, 4);
    painter->setPen(theme().text);
    painter->drawText(box, Qt::AlignCenter, m_content.bestLabel);
}

std::vector<CurveOverlay::EndLabel> CurveOverlay::endLabels() const
{
    std::vector<EndLabel> labels;
    if (const auto value = lastFinite(m_content.smoothed)) {
        labels.push_back({QCoreApplication::translate("CurvePlot", "training"),
                          labelColour(theme().part(Part::Training)), pixel({0, *value}).y()});
    }
    if (const auto value = lastFinite(m_content.validation)) {
        labels.push_back({QCoreApplication::translate("CurvePlot", "validation"),
                          labelColour(theme().part(Part::Validation)), pixel({0, *value}).y()});
    }
    std::sort(labels.begin(), labels.end(), [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
    return labels;
}

void CurveOverlay::drawEndLabels(QCPPainter* painter) const
{
    std::vector<EndLabel> labels = endLabels();
    if (labels.empty() || !m_content.now) {
        return;
    }
    painter->setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    const QFontMetrics metrics = painter->fontMetrics();
    const QRectF area = m_rect->rect();
    if (labels.size() == 2 && labels[1].y - labels[0].y < metrics.height()) {
        const double middle = (labels[0].y + labels[1].y) / 2;
        labels[0].y = middle - metrics.height() / 2.0;
        labels[1].y = middle + metrics.height() / 2.0;
    }
    const double half = metrics.height() / 2.0;
    double shift = std::max(0.0, area.top() + half - labels.front().y);
    if (labels.back().y + half > area.bottom()) {
        shift = area.bottom() - half - labels.back().y;
    }
    const double left = pixel({*m_content.now, 0}).x() + kEndLabelGap;
    for (const EndLabel& label : labels) {
        painter->setPen(label.colour);
        painter->drawText(QRectF(left, label.y + shift - half, endLabelWidth() + 2, metrics.height()),
                          Qt::AlignVCenter | Qt::AlignLeft, label.text);
    }
}

int endLabelWidth()
{
    const QFontMetrics metrics(themeFont(TextSize::Caption, QFont::DemiBold));
    return std::max(metrics.horizontalAdvance(QCoreApplication::translate("CurvePlot", "training")),
                    metrics.horizontalAdvance(QCoreApplication::translate("CurvePlot", "validation")));
}

} // namespace saccade
