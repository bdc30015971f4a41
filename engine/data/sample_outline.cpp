#include "engine/data/sample_outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saccade {

namespace {

enum Form
{
    Circle,
    Ellipse,
    Triangle,
    Square,
    Pentagon,
    Hexagon,
    Star,
    Cross,
    Ring,
    Crescent
};

constexpr double kLargestExtent = 15; // half the image, less the soft outline

double between(RandomStream& random, double low, double high)
{
    return low + (high - low) * random.uniform();
}

// std::hypot may differ in its last bit from system to system; std::sqrt is rounded correctly everywhere.
double length(double x, double y)
{
    return std::sqrt(x * x + y * y);
}

} // namespace

Direction directionOfTurn(double turn)
{
    const double angle = 2 * std::numbers::pi * (turn - std::floor(turn + 0.5));
    Direction result{0, 0};
    double term = 1;
    for (int power = 0; power < 30; ++power) {
        (power % 2 == 0 ? result.cosine : result.sine) += power % 4 < 2 ? term : -term;
        term *= angle / (power + 1);
    }
    return result;
}

SampleOutline::SampleOutline(int label, RandomStream& random) : m_label(label)
{
    m_radius = between(random, 5.5, 10.5);
    m_turn = directionOfTurn(random.uniform());
    switch (label) {
    case Circle: m_extent = m_radius; break;
    case Ellipse:
        m_aspect = between(random, 1.4, 2.0);
        m_extent = m_radius * std::sqrt(m_aspect);
        break;
    case Ring:
        m_radius = between(random, 6.5, 12.0);
        m_hole = m_radius * between(random, 0.45, 0.7);
        m_extent = m_radius;
        break;
    case Crescent:
        m_radius = between(random, 7.0, 12.0);
        m_hole = m_radius * between(random, 0.75, 0.9);
        m_holeShift = m_radius * between(random, 0.45, 0.6);
        m_extent = m_radius;
        break;
    default: makePolygon(label, random);
    }
}

void SampleOutline::placeCorner(std::size_t index, double radius, double turn)
{
    const Direction direction = directionOfTurn(turn);
    m_corners[index] = {radius * direction.cosine, radius * direction.sine};
}

void SampleOutline::makePolygon(int label, RandomStream& random)
{
    if (label == Cross) {
        const double arm = between(random, 0.26, 0.4);
        const std::array<Corner, 3> quarter{{{1, -arm}, {1, arm}, {arm, arm}}};
        m_cornerCount = 12;
        for (std::size_t i = 0; i < m_cornerCount; ++i) {
            Corner corner = quarter[i % 3];
            for (std::size_t turns = 0; turns < i / 3; ++turns) {
                corner = {-corner.y, corner.x};
            }
            m_corners[i] = corner;
        }
    } else {
        const bool isStar = label == Star;
        const double inner = between(random, 0.4, 0.52);
        m_cornerCount = isStar ? 10 : static_cast<std::size_t>(label - Triangle + 3);
        for (std::size_t i = 0; i < m_cornerCount; ++i) {
            placeCorner(i, isStar && i % 2 == 1 ? inner : 1.0,
                        static_cast<double>(i) / static_cast<double>(m_cornerCount));
        }
    }
    m_aspect = between(random, 1.0, label == Triangle ? 1.25 : 1.1);
    scaleToArea();
    makeEdges();
}

// Shapes of the same size cover the same area, so that brightness alone does not give the class away.
void SampleOutline::scaleToArea()
{
    double twiceArea = 0;
    for (std::size_t i = 0; i < m_cornerCount; ++i) {
        const Corner& a = m_corners[i];
        const Corner& b = m_corners[(i + 1) % m_cornerCount];
        twiceArea += a.x * b.y - b.x * a.y;
    }
    // Thin shapes get a part of their loss back only: a star of full area would not fit into the image.
    double scale = m_radius * std::min(1.42, std::sqrt(2 * std::numbers::pi / twiceArea));
    const double stretch = std::sqrt(m_aspect);
    double reach = 0;
    for (Corner& corner : m_corners) {
        corner = {corner.x * stretch, corner.y / stretch};
        reach = std::max(reach, length(corner.x, corner.y));
    }
    scale = std::min(scale, kLargestExtent / reach);
    for (Corner& corner : m_corners) {
        corner = {corner.x * scale, corner.y * scale};
    }
    m_extent = reach * scale;
}

void SampleOutline::makeEdges()
{
    for (std::size_t i = 0; i < m_cornerCount; ++i) {
        const Corner& from = m_corners[i];
        const Corner& to = m_corners[(i + 1) % m_cornerCount];
        const double dx = to.x - from.x;
        const double dy = to.y - from.y;
        m_edges[i] = {from, dx, dy, 1.0 / (dx * dx + dy * dy)};
    }
}

double SampleOutline::distance(double x, double y) const
{
    const double along = x * m_turn.cosine + y * m_turn.sine;
    const double across = y * m_turn.cosine - x * m_turn.sine;
    switch (m_label) {
    case Circle: return length(x, y) - m_radius;
    case Ellipse: return ellipseDistance(along, across);
    case Ring: return std::max(length(x, y) - m_radius, m_hole - length(x, y));
    case Crescent: return crescentDistance(along, across);
    default: return polygonDistance(along, across);
    }
}

// First order: the implicit function by the length of its gradient, exact on the outline itself.
double SampleOutline::ellipseDistance(double x, double y) const
{
    const double longHalf = m_radius * std::sqrt(m_aspect);
    const double shortHalf = m_radius / std::sqrt(m_aspect);
    const double level = length(x / longHalf, y / shortHalf);
    const double slope = length(x / (longHalf * longHalf), y / (shortHalf * shortHalf));
    return slope < 1e-9 ? -shortHalf : level * (level - 1) / slope;
}

double SampleOutline::crescentDistance(double x, double y) const
{
    return std::max(length(x, y) - m_radius, m_hole - length(x - m_holeShift, y));
}

// The nearest point of each edge; inside when a ray to the right crosses an odd number of edges.
double SampleOutline::polygonDistance(double x, double y) const
{
    double nearest = 1e9;
    bool inside = false;
    for (std::size_t i = 0; i < m_cornerCount; ++i) {
        const Edge& edge = m_edges[i];
        const double px = x - edge.from.x;
        const double py = y - edge.from.y;
        const double share = std::clamp((px * edge.dx + py * edge.dy) * edge.inverseSquare, 0.0, 1.0);
        const double rx = px - share * edge.dx;
        const double ry = py - share * edge.dy;
        nearest = std::min(nearest, rx * rx + ry * ry);
        if ((py < 0) != (py < edge.dy)) {
            inside ^= (px * edge.dy < edge.dx * py) == (edge.dy > 0);
        }
    }
    return inside ? -std::sqrt(nearest) : std::sqrt(nearest);
}

} // namespace saccade
