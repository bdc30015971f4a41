#include "ui/widgets/picture_view.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/widgets/heat_map_paint.h"

namespace saccade {

namespace {

constexpr double kImageRadius = 2;

} // namespace

PictureView::PictureView(Scaling scaling, QWidget* parent) : QWidget(parent), m_scaling(scaling) {}

void PictureView::setImage(const QImage& image)
{
    m_image = image;
    m_scaled = {};
    update();
}

void PictureView::setHeatMap(const HeatMapPicture& map, double opacity)
{
    m_heatMap = map;
    m_opacity = opacity;
    update();
}

QRect PictureView::imageRect() const
{
    const QSize size = m_image.size().scaled(rect().size(), Qt::KeepAspectRatio).expandedTo({1, 1});
    QRect target({0, 0}, size);
    target.moveCenter(rect().center());
    return target;
}

QPixmap PictureView::scaledTo(const QSize& size) const
{
    const auto mode = m_scaling == Scaling::Smooth ? Qt::SmoothTransformation : Qt::FastTransformation;
    return QPixmap::fromImage(m_image.scaled(size, Qt::IgnoreAspectRatio, mode));
}

void PictureView::paintEvent(QPaintEvent*)
{
    if (m_image.isNull()) {
        return;
    }
    const QRect target = imageRect();
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(target.size()) * ratio).toSize();
    if (m_scaled.size() != wanted) {
        m_scaled = scaledTo(wanted);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(target, kImageRadius, kImageRadius);
    painter.setClipPath(corners);
    painter.drawPixmap(target, m_scaled);
    if (!m_heatMap.isEmpty()) {
        paintHeatMap(painter, m_heatMap, m_opacity, target, m_image.size());
    }
}

} // namespace saccade
