#include "ui/widgets/heat_map_paint.h"

#include <QPainter>
#include <QTransform>
#include <algorithm>
#include <utility>

namespace saccade {

void paintHeatMap(QPainter& painter, const HeatMapPicture& map, double opacity, const QRectF& target, QSize image)
{
    const PixelBox& from = map.target;
    const PixelBox& to = map.source;
    const double scale = target.width() / std::max(1, image.width());
    const QRectF part(target.left() + to.left * scale, target.top() + to.top * scale, to.width * scale,
                      to.height * scale);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setOpacity(opacity);
    painter.drawImage(part, map.colours, QRectF(from.left, from.top, from.width, from.height));
    painter.setOpacity(1);
    QTransform place;
    place.translate(part.left(), part.top());
    place.scale(part.width() / std::max(1, from.width), part.height() / std::max(1, from.height));
    place.translate(-from.left, -from.top);
    // White on dark: one of the two stands out from any picture.
    for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 170), 3.5), std::pair(QColor(Qt::white), 1.5)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        for (const QLineF& line : map.contour) {
            painter.drawLine(place.map(line));
        }
    }
}

} // namespace saccade
