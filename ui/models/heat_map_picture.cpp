#include "ui/models/heat_map_picture.h"

#include <QColor>
#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

constexpr std::array<QRgb, 6> kRamp{0xff1a0d2e, 0xff55186b, 0xff9c2f67, 0xffd9553c, 0xfff5a53a, 0xfffaf0a6};

QRgb colourOf(float value)
{
    const float place = std::clamp(value, 0.0F, 1.0F) * static_cast<float>(kRamp.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(place), kRamp.size() - 2);
    const float share = place - static_cast<float>(low);
    const auto mixed = [share](int a, int b) {
        return static_cast<int>(std::lround(static_cast<float>(a) * (1 - share) + static_cast<float>(b) * share));
    };
    const QRgb from = kRamp[low];
    const QRgb to = kRamp[low + 1];
    return qRgb(mixed(qRed(from), qRed(to)), mixed(qGreen(from), qGreen(to)), mixed(qBlue(from), qBlue(to)));
}

/// Where the level lies between two neighbours, 0..1.
double crossing(float from, float to, float level)
{
    return from == to ? 0.5 : static_cast<double>((level - from) / (to - from));
}

/// The up to two lines through one square of four pixel centres.
class Square final
{
public:
    Square(const HeatMap& map, int x, int y, float level)
        : m_corners{value(map, x, y), value(map, x + 1, y), value(map, x + 1, y + 1), value(map, x, y + 1)},
          m_x(x + 0.5),
          m_y(y + 0.5),
          m_level(level)
    {}

    void addTo(QList<QLineF>& lines) const
    {
        QList<QPointF> points;
        for (int side = 0; side < 4; ++side) {
            const float from = m_corners[static_cast<std::size_t>(side)];
            const float to = m_corners[static_cast<std::size_t>((side + 1) % 4)];
            if ((from >= m_level) != (to >= m_level)) {
                points.append(on(side, crossing(from, to, m_level)));
            }
        }
        for (qsizetype i = 0; i + 1 < points.size(); i += 2) {
            lines.append({points[i], points[i + 1]});
        }
    }

private:
    static float value(const HeatMap& map, int x, int y)
    {
        return map
            .values[static_cast<std::size_t>(y) * static_cast<std::size_t>(map.width) + static_cast<std::size_t>(x)];
    }
    [[nodiscard]] QPointF on(int side, double share) const
    {
        switch (side) {
        case 0: return {m_x + share, m_y};
        case 1: return {m_x + 1, m_y + share};
        case 2: return {m_x + 1 - share, m_y + 1};
        default: return {m_x, m_y + 1 - share};
        }
    }

    std::array<float, 4> m_corners;
    double m_x;
    double m_y;
    float m_level;
};

} // namespace

QList<QLineF> contourAt(const HeatMap& map, float level)
{
    QList<QLineF> lines;
    for (int y = 0; y + 1 < map.height; ++y) {
        for (int x = 0; x + 1 < map.width; ++x) {
            Square(map, x, y, level).addTo(lines);
        }
    }
    return lines;
}

HeatMapPicture heatMapPicture(const HeatMap& map, QSize original, ResizeMode mode)
{
    HeatMapPicture picture;
    picture.colours = QImage(map.width, map.height, QImage::Format_ARGB32);
    picture.alone = QImage(map.width, map.height, QImage::Format_RGB32);
    for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < map.width; ++x) {
            const float value = map.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(map.width) +
                                           static_cast<std::size_t>(x)];
            const QRgb colour = colourOf(value);
            picture.alone.setPixel(x, y, colour);
            const int alpha = static_cast<int>(std::lround(255 * std::clamp(value * 1.6F, 0.0F, 1.0F)));
            picture.colours.setPixel(x, y, qRgba(qRed(colour), qGreen(colour), qBlue(colour), alpha));
        }
    }
    picture.contour = contourAt(map, 0.5F);
    const ResizeGeometry geometry =
        resizeGeometry({original.height(), original.width(), 3}, {{map.height, map.width, 3}, mode});
    picture.source = geometry.source;
    picture.target = geometry.target;
    return picture;
}

} // namespace saccade
