#pragma once

#include <QImage>
#include <QLineF>
#include <QList>

#include "engine/data/resize_rule.h"
#include "engine/training/heat_map.h"

namespace saccade {

/// A heat map as something to lay over an image. Colours grow lighter with the value, through one sequence of hues.
struct HeatMapPicture
{
    QImage colours;        ///< ARGB32, of the map's size; transparent where nothing speaks for the class
    QImage alone;          ///< the same without transparency
    QList<QLineF> contour; ///< where the value is half of the largest, in pixels of the map; so it reads without colour
    PixelBox source;       ///< which part of the original image...
    PixelBox target;       ///< ...became which part of the map's pixels

    [[nodiscard]] bool isEmpty() const { return colours.isNull(); }
};

/// original: the size of the image that became the network's input by `mode`. Any thread.
[[nodiscard]] HeatMapPicture heatMapPicture(const HeatMap& map, QSize original, ResizeMode mode);

/// Marching squares at `level` over values at the pixels' centres. O(pixels). Any thread.
[[nodiscard]] QList<QLineF> contourAt(const HeatMap& map, float level);

} // namespace saccade
