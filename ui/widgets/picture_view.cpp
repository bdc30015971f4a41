#include "ui/widgets/picture_view.h"

#include <QPainter>
#include <QPainterPath>
#include <QTransform>
#include <algorithm>
#include <utility>

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

void PictureView::paintHeatMap(QPainter& painter, const QRect& target) const
{
    const PixelBox& from = m_heatMap.target;
    const PixelBox& to = m_heatMap.source;
    const double scale = static_cast<double>(target.width()) / std::max(1, m_image.width());
    const QRectF part(target.left() + to.left * scale, target.top() + to.top * scale, to.width * scale,
                      to.height * scale);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setOpacity(m_opacity);
    painter.drawImage(part, m_heatMap.colours, QRectF(from.left, from.top, from.width, from.height));
    painter.setOpacity(1);
    QTransform place;
    place.translate(part.left(), part.top());
    place.scale(part.width() / std::max(1, from.width), part.height() / std::max(1, from.height));
    place.translate(-from.left, -from.top);
    // White on dark: one of the two stands out from any picture.
    for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 170), 3.5), std::pair(QColor(Qt::white), 1.5)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        for (const QLineF& line : m_heatMap.contour) {
            painter.drawLine(place.map(line));
        }
    }
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
        paintHeatMap(painter, target);
    }
}

} // namespace saccade
