#pragma once

#include <QRectF>
#include <QSize>

#include "ui/models/heat_map_picture.h"

class QPainter;

namespace saccade {

/// Lays a map over an image of that size, which is drawn at `target`; its colours so strongly (0..1), its contour in
/// full. UI thread.
void paintHeatMap(QPainter& painter, const HeatMapPicture& map, double opacity, const QRectF& target, QSize image);

} // namespace saccade
