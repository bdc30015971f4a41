#include "ui/widgets/zoom_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/theme/theme.h"
#include "ui/widgets/heat_map_paint.h"

namespace saccade {

namespace {

constexpr double kSmallestZoom = 0.02;
constexpr double kStep = std::numbers::sqrt2;
constexpr double kWheelNotch = 120; // eighths of a degree
constexpr double kKeyStep = 48;     // px that an arrow moves
constexpr int kMargin = 16;

} // namespace

ZoomView::ZoomView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void ZoomView::setPicture(const ZoomPicture& picture)
{
    const bool isOtherSize = picture.size != m_picture.size;
    m_picture = picture;
    m_scaled = {};
    if (isOtherSize) {
        m_centre = QPointF(picture.size.width() / 2.0, picture.size.height() / 2.0);
        fit();
    }
    update();
}

void ZoomView::setHeatMap(const HeatMapPicture& map, double opacity)
{
    m_heatMap = map;
    m_opacity = opacity;
    update();
}

double ZoomView::fittingZoom() const
{
    const double ratio = devicePixelRatioF();
    const double across = std::max(1, width() - 2 * kMargin) * ratio / std::max(1, m_picture.size.width());
    const double down = std::max(1, height() - 2 * kMargin) * ratio / std::max(1, m_picture.size.height());
    const double zoom = std::min(across, down);
    return std::min(zoom >= 1 ? std::floor(zoom) : zoom, kLargestZoom); // else pixels would be of two sizes
}

QRectF ZoomView::pictureRect() const
{
    const double scale = m_zoom / devicePixelRatioF();
    const QSizeF size = QSizeF(m_picture.size) * scale;
    return {QPointF(width() / 2.0, height() / 2.0) - m_centre * scale, size};
}

void ZoomView::fit()
{
    m_isFitted = true;
    m_zoom = fittingZoom();
    keepInside();
    showCursor();
    update();
    emit zoomChanged(m_zoom);
}

void ZoomView::zoomTo(double zoom)
{
    zoomAround(zoom, rect().center());
}

void ZoomView::zoomIn()
{
    zoomTo(m_zoom * kStep);
}

void ZoomView::zoomOut()
{
    zoomTo(m_zoom / kStep);
}

/// What lies below the point stays there.
void ZoomView::zoomAround(double zoom, QPointF point)
{
    const double wanted = std::clamp(zoom, std::min(kSmallestZoom, fittingZoom()), kLargestZoom);
    const QPointF offset = (point - QPointF(width() / 2.0, height() / 2.0)) * devicePixelRatioF();
    m_centre += offset / m_zoom - offset / wanted;
    m_zoom = wanted;
    m_isFitted = false;
    keepInside();
    showCursor();
    update();
    emit zoomChanged(m_zoom);
}

void ZoomView::moveBy(QPointF distance)
{
    m_centre -= distance * devicePixelRatioF() / m_zoom;
    keepInside();
    update();
}

/// No empty room at one side while there is picture beyond the other; what is smaller than the view is in its middle.
void ZoomView::keepInside()
{
    const double scale = m_zoom / devicePixelRatioF();
    const auto kept = [scale](double centre, int picture, int view) {
        const double half = view / 2.0 / scale;
        return picture <= 2 * half ? picture / 2.0 : std::clamp(centre, half, picture - half);
    };
    m_centre = {kept(m_centre.x(), m_picture.size.width(), width()),
                kept(m_centre.y(), m_picture.size.height(), height())};
}

void ZoomView::showCursor()
{
    const QRectF target = pictureRect();
    const bool canMove = target.width() > width() || target.height() > height();
    setCursor(m_isDragging ? Qt::ClosedHandCursor : canMove ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void ZoomView::paintLarger(QPainter& painter, const QRectF& target) const
{
    const double scale = target.width() / m_picture.size.width();
    const QRectF shown = target.intersected(rect());
    // Whole pixels around what is shown, so that their edges lie where they belong.
    const QRect pixels = QRectF((shown.left() - target.left()) / scale, (shown.top() - target.top()) / scale,
                                shown.width() / scale, shown.height() / scale)
                             .toAlignedRect()
                             .intersected(QRect({0, 0}, m_picture.size));
    const QRectF place(target.left() + pixels.left() * scale, target.top() + pixels.top() * scale,
                       pixels.width() * scale, pixels.height() * scale);
    const double across = static_cast<double>(m_picture.image.width()) / m_picture.size.width();
    const double down = static_cast<double>(m_picture.image.height()) / m_picture.size.height();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_picture.isStandIn());
    painter.drawImage(
        place, m_picture.image,
        QRectF(pixels.left() * across, pixels.top() * down, pixels.width() * across, pixels.height() * down));
}

void ZoomView::paintSmaller(QPainter& painter, const QRectF& target)
{
    const QSize wanted = (target.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    const bool isReducedEnough = !m_picture.reduced.isNull() && m_picture.reduced.width() >= wanted.width();
    const QImage& from = isReducedEnough ? m_picture.reduced : m_picture.image;
    if (wanted.width() > 2 * width() * devicePixelRatioF() || wanted.height() > 2 * height() * devicePixelRatioF()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, from); // a whole copy of it would be large
        return;
    }
    if (m_scaled.size() != wanted) {
        m_scaled = QPixmap::fromImage(from.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.drawPixmap(target, m_scaled, QRectF(m_scaled.rect()));
}

void ZoomView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().sunken);
    if (!m_picture.image.isNull()) {
        const QRectF target = pictureRect();
        if (m_zoom >= 1) {
            paintLarger(painter, target);
        } else {
            paintSmaller(painter, target);
        }
        if (!m_heatMap.isEmpty()) {
            painter.setRenderHint(QPainter::Antialiasing);
            paintHeatMap(painter, m_heatMap, m_opacity, target, m_picture.size);
        }
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accentText, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void ZoomView::resizeEvent(QResizeEvent*)
{
    if (m_isFitted) {
        fit();
    } else {
        keepInside();
    }
}

void ZoomView::wheelEvent(QWheelEvent* event)
{
    zoomAround(m_zoom * std::pow(kStep, event->angleDelta().y() / kWheelNotch), event->position());
    event->accept();
}

void ZoomView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        m_isDragging = true;
        m_dragged = event->position();
        showCursor();
    }
}

void ZoomView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isDragging) {
        moveBy(event->position() - m_dragged);
        m_dragged = event->position();
    }
}

void ZoomView::mouseReleaseEvent(QMouseEvent*)
{
    m_isDragging = false;
    showCursor();
}

void ZoomView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_isFitted) {
        zoomAround(std::max(1.0, m_zoom * 2), event->position());
    } else {
        fit();
    }
}

void ZoomView::keyPressEvent(QKeyEvent* event)
{
    const bool isMoving = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return;
    case Qt::Key_Minus: zoomOut(); return;
    case Qt::Key_0: fit(); return;
    case Qt::Key_1: zoomTo(1); return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (isMoving) {
            moveBy({event->key() == Qt::Key_Left ? kKeyStep : -kKeyStep, 0});
            return;
        }
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isMoving) {
            moveBy({0, event->key() == Qt::Key_Up ? kKeyStep : -kKeyStep});
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace saccade
